"""What the demo tells: villages with their adults, classes, and the people whose sign-ins are handed out."""

from dataclasses import dataclass

from lms.core.access import Role

PROVINCE = "66"
COMMUNE = "Xuân Lãnh"
REGISTER = "Sổ hộ khẩu xã"


@dataclass(frozen=True, slots=True)
class Village:
    name: str
    form: str
    adults: int
    learners: int
    diligence: float  # the share of the way that people here have come, on average


VILLAGES = (
    Village("Lãnh Vân", "thôn", 812, 64, 0.72),
    Village("Lãnh Cao", "thôn", 640, 42, 0.58),
    Village("Hà Rai", "thôn", 455, 18, 0.25),
    Village("Soi Nga", "thôn", 701, 46, 0.66),
    Village("Da Dù", "buôn", 388, 12, 0.18),
)
COMMUNE_ADULTS = 6204
NEIGHBOURS = (("Phú Mỡ", 14, 0.4), ("Đồng Xuân", 16, 0.5))  # communes of the same province
FAR_AWAY = ("01", 12, 0.6)  # so that the country has more than one line


@dataclass(frozen=True, slots=True)
class Staff:
    role: Role
    name: str
    birth_year: int
    phone: str
    at: str  # "commune", "province" or "country"


STAFF = (
    Staff(Role.TRAINER, "Trần Thị Lan", 2001, "0905000001", "commune"),
    Staff(Role.TRAINER, "Y Khoa Niê", 2002, "0905000002", "commune"),
    Staff(Role.CADRE, "Phạm Văn Dũng", 1982, "0905000003", "commune"),
    Staff(Role.CADRE, "Nguyễn Thị Bình", 1978, "0905000004", "province"),
    Staff(Role.CADRE, "Lê Quốc Nam", 1975, "0905000005", "country"),
    Staff(Role.AUTHOR, "Vũ Thị Hương", 1990, "0905000006", "country"),
    Staff(Role.ADMIN, "Hoàng Văn An", 1985, "0905000007", "country"),
)


@dataclass(frozen=True, slots=True)
class Learner:
    """A trainee with a sign-in. `modules` were completed; `halfway` stopped in the middle of the next."""

    name: str
    birth_year: int
    phone: str
    village: str
    modules: int
    halfway: bool = False
    failed_quiz: bool = False


LEARNERS = (
    Learner("Bùi Thị Hoa", 1957, "0905000011", "Lãnh Vân", 2, halfway=True),
    Learner("Cao Đức Minh", 1961, "0905000012", "Lãnh Vân", 0),
    Learner("Đinh Văn Hùng", 1954, "0905000013", "Lãnh Vân", 1, failed_quiz=True),
    Learner("H' Linh Niê", 1972, "0905000014", "Soi Nga", 5),
    Learner("Lò Thị Xuân", 1969, "0905000015", "Lãnh Vân", 1, halfway=True),
    Learner("Bùi Văn Tư", 1955, "0905000011", "Lãnh Vân", 0, halfway=True),  # shares his wife's phone
)

# Staff who finished a programme: an official theirs, a volunteer the one for coaches.
PATHS = (("Phạm Văn Dũng", "can-bo"), ("Y Khoa Niê", "hat-nhan"))
# Village, how many people there chose the programme for coaches, how many of them completed it.
COACHING = (("Lãnh Vân", 3, 1), ("Soi Nga", 2, 1))
