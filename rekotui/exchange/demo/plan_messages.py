"""Sentences of the demo's plans: goals with the patient's own words, subgoals, and what became of a step."""

# What the goal is, and how the patient says it.
WITH_EMPLOYER = (
    ("Tillbaka i mitt arbete på halvtid", "Jag vill orka en hel förmiddag utan att ligga hela eftermiddagen."),
    ("Tillbaka i mitt vanliga arbete, steg för steg", "Jag vill känna att jag kan något igen."),
    ("Arbeta med de uppgifter som fungerar", "Jag vill vara med i gänget, men inte ta de tunga passen än."),
)
WITHOUT_EMPLOYER = (
    ("En vardag som håller för arbete eller studier", "Jag vill komma upp på morgonen och ha något att gå till."),
    ("Veta vad jag kan arbeta med", "Jag vill hitta ett jobb som kroppen klarar."),
)
SUBGOALS = ("Sova och äta på regelbundna tider", "Orka två timmar i taget", "Hålla kontakt med dem jag behöver")
ASSESSMENT = "Behandling pågår. Ett steg i taget, och paus innan det blir för mycket."
AGREED_WITH = "patienten och läkaren"
RESULT = "Gick bättre än väntat. Fortsätter på egen hand."
STEPS = (
    ("same_morning", "walk", "rest_diary", "own_care", "one_thing"),
    ("call_manager", "weekly_contact", "sort_tasks", "doctor_prognosis"),
)
"""Templates of content/plan_templates.toml: what the patient does, and what is done around her."""
