"""Words that stand on every paper."""

FOOT = {
    "printed": "Utskrivet {day}",
    "case": "Ärende {case}",
    "anchor": "Ankare {anchor}",
    "page": "Sida {page} av {pages}",
}
SIGNED = ("Datum", "Namnteckning", "Namnförtydligande")
CONTACT = {
    "role": "Rehabiliteringskoordinator",
    "named": "Rehabiliteringskoordinator {name}",
    "phone": "Telefon {phone}",
}
