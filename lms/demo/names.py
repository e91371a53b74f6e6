"""Invented names, always the same for the same number."""

import random

FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Bùi",
    "Cao",
    "Đinh",
    "Đỗ",
    "Đặng",
    "Hồ",
    "Ngô",
    "Vũ",
    "Võ",
    "Lò",
    "Hoàng",
    "Phan",
)
WOMEN = (
    "Hòa",
    "Xuân",
    "Lan",
    "Mai",
    "Thủy",
    "Hạnh",
    "Nhung",
    "Thắm",
    "Bé",
    "Ánh",
    "Đào",
    "Én",
    "Ơn",
    "Liễu",
    "Sửu",
    "Tuyết",
)
MEN = (
    "Minh",
    "Hùng",
    "Dũng",
    "Đức",
    "Sơn",
    "Thắng",
    "Bình",
    "Khánh",
    "Lực",
    "Ngữ",
    "Ổn",
    "Phước",
    "Quý",
    "Tâm",
    "Vượng",
    "Út",
)
WOMEN_MIDDLE = ("Thị", "Thị Kim", "Thị Ngọc", "Thị Mỹ", "Thị Thu")
MEN_MIDDLE = ("Văn", "Đức", "Hữu", "Xuân", "Quốc")
HIGHLAND = ("H' Linh Niê", "Y Bham Niê", "H' Ngọc Mlô", "Y Thuột Êban", "H' Duyên Kbuôr", "Y Sơn Byă")


def person(rng: random.Random) -> tuple[str, bool]:
    """A full name, and whether it is a woman's."""
    woman = rng.random() < 0.6
    if rng.random() < 0.08:
        name = rng.choice(HIGHLAND)
        return name, name.startswith("H'")
    middle, given = (WOMEN_MIDDLE, WOMEN) if woman else (MEN_MIDDLE, MEN)
    return f"{rng.choice(FAMILY)} {rng.choice(middle)} {rng.choice(given)}", woman
