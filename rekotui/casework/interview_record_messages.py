"""Words of an interview's text for the record."""

HEAD = "{title} {day}"
LINE = "{question} {answer}"
ROWED = "{row}: {question}"
NOTE = "Anteckning: {note}"

TITLES = {"kartlaggning": "Kartläggningssamtal", "planuppfoljning": "Uppföljning av planen"}
"""The guides whose answers are entered in the record: what they are called there, without a guide being read."""
