"""Words of the preparation sheet that are not the guide's."""

PREPARATION = {
    "time": "Tid och plats",
    "ring": "Ringa in en siffra.",
}
