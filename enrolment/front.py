"""What the front page says of enrolment."""

from dataclasses import dataclass

from enrolment import dates
from enrolment.years import catchment_year


@dataclass(frozen=True)
class Box:
    """The box "我家对口哪所学校": the year whose catchments it searches; empty before they are published."""

    year: str = ""


def box():
    year = catchment_year()
    return Box(str(year) if year else "")


def coming_steps(number=3):
    """入学时间: the next dated steps, a running one among them."""
    return [step for step in dates.steps() if not step.is_over][:number]
