"""Every sentence of the demo's plans, meetings and interview: what made-up people want, and who promised what.

A plan has a goal with the patient's own words, a subgoal, and actions: (words, who does it, part of the law, days until
it is followed up, ICF codes). What is chosen fits the diagnosis' group and whether there is an employer.
"""

from typing import NamedTuple

Act = tuple[str, str, str, int, tuple[str, ...]]
_SELF, _INSIDE, _OUTSIDE = "personligt_stod", "intern_samordning", "extern_samverkan"


class Aim(NamedTuple):
    """A goal, how the patient puts it, the first subgoal, and what everybody does for it."""

    assessment: str
    goal: str
    said: str
    subgoal: str
    actions: tuple[Act, ...]


AIMS: dict[str, tuple[Aim, ...]] = {
    "mind": (
        Aim(
            "Tröttheten och sömnen begränsar mest. Orkar två timmar i sträck på förmiddagen.",
            "Vara tillbaka på arbetet på ett sätt som håller",
            "Jag vill orka jobba och ändå ha kraft kvar till barnen.",
            "Ha dagar som är ungefär lika varandra",
            (
                ("Gå upp samma tid fem dagar i veckan", "patient", _SELF, 14, ("b134", "d230")),
                ("En promenad om dagen, tio minuter till att börja med", "patient", _SELF, 14, ("b455",)),
                ("Samtal hos kuratorn varannan vecka", "vardteam", _INSIDE, 28, ("b152",)),
            ),
        ),
        Aim(
            "Oron tar över i möten och när mycket händer på en gång.",
            "Känna mig trygg på arbetsplatsen igen",
            "Jag vill kunna gå dit utan klump i magen.",
            "Klara ett kort besök på arbetsplatsen",
            (
                ("Skriva upp aktivitet och vila i två veckor", "patient", _SELF, 14, ("b130", "d230")),
                ("Fika med en kollega utanför arbetsplatsen", "patient", _SELF, 21, ("d240", "e325")),
                ("Fråga läkaren om behandling och vad intyget ska säga", "koordinator", _INSIDE, 10, ("e580",)),
            ),
        ),
    ),
    "pain": (
        Aim(
            "Smärtan ökar av att stå still och lyfta. Rör sig gärna, men blir rädd när det hugger till.",
            "Arbeta så mycket som ryggen tål, utan bakslag",
            "Jag vill kunna lita på kroppen igen.",
            "Kunna stå och gå en halv dag",
            (
                ("Träningsprogrammet tre gånger i veckan", "patient", _SELF, 14, ("b280", "b730")),
                ("Tid hos fysioterapeuten för ny bedömning", "vardteam", _INSIDE, 21, ("b710",)),
                ("Byta ställning var tjugonde minut", "patient", _SELF, 14, ("d415",)),
            ),
        ),
    ),
    "body": (
        Aim(
            "Återhämtningen går framåt, men orken tar slut efter lunch.",
            "Komma tillbaka i den takt som behandlingen tillåter",
            "Jag vill känna mig som en arbetskamrat igen, inte bara en patient.",
            "Orka en förmiddag med en paus i mitten",
            (
                ("Promenad varje dag, lite längre varje vecka", "patient", _SELF, 14, ("b455", "d450")),
                ("Fråga läkaren vad som är rimligt att belasta", "koordinator", _INSIDE, 10, ("e580",)),
                ("Arbetsterapeuten går igenom vardagen hemma", "vardteam", _INSIDE, 28, ("d230", "d640")),
            ),
        ),
    ),
}
AT_WORK: tuple[str, tuple[Act, ...]] = (
    "Komma igång på arbetet med anpassade uppgifter",
    (
        ("Samtal med chefen om vad som går att börja med", "koordinator", _OUTSIDE, 14, ("e330", "d845")),
        ("Ta fram en veckoplan med kortare pass", "arbetsgivare", _OUTSIDE, 21, ("d850",)),
    ),
)
WITHOUT_WORK: tuple[str, tuple[Act, ...]] = (
    "Veta vad som skulle kunna fungera",
    (
        ("Skriva ner vad som fungerade förut, och vad som inte gjorde det", "patient", _SELF, 14, ("d840",)),
        ("Boka ett gemensamt samtal med Arbetsförmedlingen", "koordinator", _SELF, 21, ("e590",)),
    ),
)
STUDYING: tuple[str, tuple[Act, ...]] = (
    "Klara en kurs i lugn takt",
    (("Prata med studievägledaren om halvfart", "patient", _SELF, 21, ("d830",)),),
)
OWN_FIRM: tuple[str, tuple[Act, ...]] = (
    "Hålla firman vid liv utan att ta i för mycket",
    (("Dela upp uppgifterna: det som går nu, det som får vänta", "patient", _SELF, 14, ("d850",)),),
)
NEXT_ACTION: Act = ("Gå igenom veckan tillsammans: vad gav ork, vad tog", "koordinator", _SELF, 21, ("d230",))
DRAFT_ACTION = "Ta kontakt med fackets ombud"
MEETING = "besök här"
AGREED = "patienten, läkaren"
GOAL_MET = ("helped", "Har blivit en vana och märks på orken.")
GOAL_HALF = ("partly", "Går bra de flesta dagar, svårare efter dåliga nätter.")
EVALUATED = "Gick igenom planen. Det första steget fungerar, nästa får vara större."

MANAGER = "chef"
MANAGERS = ("Siv Exempelgren", "Tor Provman", "Ann-Mari Övningsborg")
"""Invented managers."""

MEETING_PURPOSE = "Vilka uppgifter som går att börja med, och i vilken takt."
MEETING_NOTES = {
    "outcome": "Gick igenom arbetsveckan. Chefen ser helst korta pass på förmiddagen de första tre veckorna.",
    "adaptations": "Lugnare uppgifter, egen plats att dra sig undan till, fast kontakt på plats.",
}
EMPLOYER_PROMISES = (
    "Skicka den nya veckoplanen",
    "Ordna en plats där det går att dra sig undan",
)
OWN_PROMISE = "Ringa chefen och höra hur den första veckan gick"

INTERVIEW: tuple[tuple[str, object], ...] = (
    ("referral_source", "physician"),
    ("referral_question", "Vad behövs för att komma tillbaka i butiken?"),
    ("leave_status", "full"),
    ("consent_coordination", "yes"),
    ("daily_life", "Kommer upp sent, orkar laga mat varannan dag."),
    ("health_story", "Nacken har gjort ont sedan i våras. Gick tillbaka för fort förra gången."),
    ("acute_concern", "no"),
    ("employment", "employed"),
    ("work_ability_now", 3),
    ("fk_application", "sent"),
    ("barriers_main", "Att sitta i kassan flera timmar i sträck."),
    ("return_worry", "Att det blir som i våras, att gå för fort fram."),
    ("resources_main", "Chefen hör av sig, systern hjälper till hemma."),
    ("rtw_importance", 9),
    ("rtw_confidence", 4),
    ("economy_worry", 6),
    ("violence_private", "no"),
    ("goal_long", "Jag vill arbeta heltid igen utan att vara rädd för nacken."),
    ("goal_first_step", "Ringa chefen och fråga om ett kort besök."),
    ("goal_support", "Att någon är med på första mötet."),
    ("summary_shared", "Nacken och takten är det svåra, viljan finns. Börja smått och nära chefen."),
    ("need_level", "coordinated"),
    ("need_areas", ["personal_support", "external"]),
    ("rehab_measures_assumed", "unclear"),
    ("feedback_team", "Träffar fysioterapeuten nästa vecka."),
    ("agreed_steps", "Vi gör planen nästa gång vi ses."),
    ("plan_status", "next_time"),
)
