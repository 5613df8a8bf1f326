"""What a made-up case is about, in days before and after today: the first ones chosen, the rest drawn."""

from typing import NamedTuple

from rekotui.exchange.demo import medicine, names, work
from rekotui.exchange.demo.dice import Dice, Weights

NEW = "-"
CONTACTED = "Kontaktad"
ACTIVE = "Aktiv"
FOLLOWED_UP = "Uppföljning"
CLOSED = "Avslutad"
DECLINED = "Avböjt"
LEFT = "Lämnas utan åtgärd"
MEDICAL = "Medicinsk rehab"
WORDS = (NEW, CONTACTED, ACTIVE, FOLLOWED_UP, CLOSED, DECLINED, LEFT, MEDICAL)
OPEN_WORDS = (NEW, CONTACTED, ACTIVE, FOLLOWED_UP, MEDICAL)

LONGEST_OPEN = 1085
"""No case was taken up earlier than this many days ago: just under three years."""


class Recipe(NamedTuple):
    """One course, counted from today.

    Today is calendar day number `elapsed` of the latest sick leave (0: no sick leave at all), which ends in
    `ends` days (negative: has ended). `earlier` holds (free days, length) of those before it, nearest first.
    `degrees` empty: drawn. The last `planned` degrees begin after today. `break_days`: 1-5 free days inside.
    """

    status: str
    sex: str
    diagnosis: str
    work: str
    opened_ago: int
    closed_ago: int = 0
    elapsed: int = 0
    ends: int = 0
    earlier: tuple[tuple[int, int], ...] = ()
    degrees: tuple[int, ...] = ()
    planned: int = 0
    break_days: int = 0
    reopened: bool = False
    protected: bool = False
    interpreter: bool = False


_W, _M = names.WOMAN, names.MAN
_JOB, _NO_JOB = work.EMPLOYED, work.SEEKING

LEADING = (
    # Day 83: the chain widens on day 91; steps down are planned.
    Recipe(ACTIVE, _W, "F438A", _JOB, 55, elapsed=83, ends=38, degrees=(100, 50, 25), planned=2),
    # Day 172 before 181, three free days inside the sick leave, stepped down twice.
    Recipe(FOLLOWED_UP, _M, "M545", _JOB, 120, elapsed=175, ends=25, degrees=(100, 75, 50), break_days=3),
    # New this week, day 13: apply for sjukpenning from day 15.
    Recipe(NEW, _W, "F432", _JOB, 0, elapsed=13, ends=15, degrees=(100,)),
    # The certificate runs out in three days; interpreter.
    Recipe(CONTACTED, _M, "M754", _JOB, 12, elapsed=41, ends=3, degrees=(75,), interpreter=True),
    # Relapse within 89 days: one chain, two sick leaves; reopened; protected identity.
    Recipe(ACTIVE, _W, "F321", _JOB, 110, elapsed=30, ends=16, earlier=((40, 52),), reopened=True, protected=True),
    # More than two years, constant 50 %.
    Recipe(MEDICAL, _W, "U099", _JOB, 640, elapsed=820, ends=60, degrees=(50,)),
    # Stepped down the whole way and closed.
    Recipe(CLOSED, _M, "M511", _JOB, 350, 120, elapsed=390, ends=-150, degrees=(100, 75, 50, 25)),
    # Job-seeker without sick leave: preventive.
    Recipe(ACTIVE, _W, "F411", _NO_JOB, 45),
    # Said no, still on sick leave.
    Recipe(DECLINED, _W, "M797", _JOB, 40, 18, elapsed=95, ends=20, degrees=(50,)),
    # Two weeks and back.
    Recipe(LEFT, _M, "K409", _JOB, 40, 30, elapsed=46, ends=-33, degrees=(100,)),
    # Ended five days ago, no new certificate, not closed.
    Recipe(ACTIVE, _W, "F419", _JOB, 50, elapsed=75, ends=-5, degrees=(100, 50)),
    # Back after 140 days: a new chain.
    Recipe(CONTACTED, _W, "M542", _JOB, 9, elapsed=24, ends=4, earlier=((140, 60),), degrees=(100,)),
    # Day 338 before 366, without employer.
    Recipe(ACTIVE, _M, "F331", _NO_JOB, 240, elapsed=338, ends=21, degrees=(100, 50)),
    # Student without sick leave.
    Recipe(FOLLOWED_UP, _W, "F900", work.STUDENT, 80),
    # New, late found: day 58 before 60.
    Recipe(NEW, _W, "O267", _JOB, 1, elapsed=58, ends=30, degrees=(50,)),
    # Own firm: the chain goes straight from 180; a step down planned.
    Recipe(ACTIVE, _W, "C509", work.OWN_FIRM, 100, elapsed=132, ends=40, degrees=(100, 75), planned=1),
    # Closed, never on sick leave.
    Recipe(CLOSED, _W, "Z733", _JOB, 200, 70),
    # Closed while the sick leave goes on elsewhere.
    Recipe(CLOSED, _M, "G359", _JOB, 800, 60, elapsed=900, ends=45, degrees=(100, 50)),
    # A few days.
    Recipe(NEW, _M, "S060", _JOB, 0, elapsed=4, ends=6, degrees=(100,)),
    # Parental leave and sick leave at once.
    Recipe(FOLLOWED_UP, _W, "F329", work.PARENT, 90, elapsed=110, ends=12, degrees=(50, 25)),
)

_OPEN_STATUSES = Weights(((NEW, 9), (CONTACTED, 18), (ACTIVE, 46), (FOLLOWED_UP, 19), (MEDICAL, 8)))
_CLOSED_STATUSES = Weights(((CLOSED, 70), (DECLINED, 14), (LEFT, 16)))
_OPEN_SHAPES = Weights((("ongoing", 72), ("ended", 9), ("relapse", 8), ("new_chain", 5), ("none", 6)))
_CLOSED_SHAPES = Weights((("ended", 78), ("ongoing", 8), ("relapse", 8), ("none", 6)))
_OPENED_AGO = {
    NEW: (0, 5),
    CONTACTED: (3, 45),
    ACTIVE: (15, 540),
    FOLLOWED_UP: (60, 720),
    MEDICAL: (45, 900),
}
_AHEAD = Weights((((0, 3), 9), ((4, 14), 30), ((15, 30), 36), ((31, 75), 22), ((76, 150), 3)))


def recipe(dice: Dice, index: int) -> Recipe:
    """Return what case number `index` (from 0) is about."""
    return LEADING[index] if index < len(LEADING) else _drawn(dice)


def _drawn(dice: Dice) -> Recipe:
    """Draw a case as they come: about 42 of 100 open, so that the whole caseload has about 45."""
    sex = names.WOMAN if dice.chance(62) else names.MAN
    diagnosis = medicine.draw_diagnosis(dice, sex)
    kind = work.draw_kind(dice)
    course = _open(dice, diagnosis.days) if dice.chance(42) else _closed(dice, diagnosis.days)
    return course._replace(sex=sex, diagnosis=diagnosis.code, work=kind, protected=dice.chance(1))


def _open(dice: Dice, usual_days: int) -> Recipe:
    """Draw a case that is going on."""
    status = dice.weighted(_OPEN_STATUSES)
    least, most = _OPENED_AGO[status]
    opened_ago = dice.low(least, min(most, max(least + 20, usual_days * 4)))
    bare = Recipe(status, "", "", "", opened_ago)
    shape = dice.weighted(_OPEN_SHAPES)
    if shape == "none":
        return bare
    if shape in ("relapse", "new_chain"):
        return _relapse(dice, bare, usual_days, new_chain=shape == "new_chain")
    elapsed = opened_ago + dice.low(3, 75) + (dice.low(200, 1500) if dice.chance(6) else 0)
    if shape == "ended":
        return bare._replace(elapsed=elapsed, ends=-dice.between(1, min(20, elapsed - 2)))
    return _with_plan(dice, bare._replace(elapsed=elapsed, ends=_ahead(dice, elapsed)))


def _ahead(dice: Dice, elapsed: int) -> int:
    """Return days that the newest certificate still lasts; a first one is seldom long."""
    ahead = dice.between(*dice.weighted(_AHEAD))
    return min(ahead, 28) if elapsed <= 21 else ahead


def _with_plan(dice: Dice, course: Recipe) -> Recipe:
    """Complete an ongoing sick leave: now and then a step down planned after today, or a short break."""
    if course.ends >= 10 and dice.chance(18):
        return course._replace(degrees=dice.pick(((100, 50), (100, 75), (75, 50), (50, 25))), planned=1)
    return course._replace(break_days=dice.between(1, 5) if dice.chance(8) else 0)


def _relapse(dice: Dice, bare: Recipe, usual_days: int, *, new_chain: bool) -> Recipe:
    """Draw an ongoing sick leave after an earlier one; a case of the earlier one was opened again."""
    elapsed = dice.low(3, 70)
    gap = dice.low(90, 400) if new_chain else dice.between(6, 89)
    length = dice.low(14, max(30, usual_days))
    opened_ago = min(bare.opened_ago, elapsed + gap + length - 2, LONGEST_OPEN)
    reopened = bare.status == ACTIVE and opened_ago > elapsed + gap + 7
    return bare._replace(
        opened_ago=opened_ago,
        elapsed=elapsed,
        ends=_ahead(dice, elapsed),
        earlier=((gap, length),),
        reopened=reopened,
    )


def _closed(dice: Dice, usual_days: int) -> Recipe:
    """Draw a case that is closed: helped, said no, or left."""
    status = dice.weighted(_CLOSED_STATUSES)
    closed_ago = dice.between(1, 60) if dice.chance(8) else dice.between(3, 1040)
    if status != CLOSED:
        return _soon_closed(dice, status, closed_ago)
    opened_ago = min(LONGEST_OPEN, closed_ago + dice.low(45, max(90, min(720, usual_days * 3))))
    bare = Recipe(status, "", "", "", opened_ago, min(closed_ago, opened_ago - 40))
    shape = dice.weighted(_CLOSED_SHAPES)
    if shape == "none":
        return bare
    elapsed = opened_ago + dice.low(3, 90)
    if shape == "ongoing":
        return bare._replace(elapsed=elapsed, ends=_ahead(dice, elapsed))
    earlier = ((dice.between(6, 300), dice.low(10, usual_days + 10)),) if shape == "relapse" else ()
    ended_ago = bare.closed_ago + dice.between(0, 30)
    return bare._replace(elapsed=elapsed, ends=-ended_ago, earlier=earlier)


def _soon_closed(dice: Dice, status: str, closed_ago: int) -> Recipe:
    """Draw a case that never got going, on a sick leave that ended in its own time."""
    opened_ago = closed_ago + (dice.low(4, 35) if status == DECLINED else dice.low(1, 20))
    ends = dice.low(2, 180 if status == DECLINED else 40) - closed_ago
    elapsed = opened_ago + dice.low(2, 60)
    ends = min(ends, _ahead(dice, elapsed)) if ends >= 0 else ends
    return Recipe(status, "", "", "", opened_ago, closed_ago, elapsed=elapsed, ends=ends)
