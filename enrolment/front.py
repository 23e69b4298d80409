"""What the front page says of enrolment."""

from dataclasses import dataclass

from enrolment.years import catchment_year


@dataclass(frozen=True)
class Box:
    """The box "我家对口哪所学校": the year whose catchments it searches; empty before they are published."""

    year: str = ""


def box():
    year = catchment_year()
    return Box(str(year) if year else "")
