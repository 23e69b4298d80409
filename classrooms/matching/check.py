"""Every rule of a proposal once more, straight from the rows: shares no code with what makes proposals."""

from collections import Counter


def broken_rules(problem, lines):
    """A sentence for each rule that the lines break; none for a proposal that can be carried out."""
    return [*_of_lines(problem, lines), *_of_offers(problem, lines), *_of_receivers(problem, lines)]


def _of_lines(problem, lines):
    for line in lines:
        offer = problem.offer[line.offer]
        if line.slot not in offer.slots:
            yield f"offer {offer.key} is not given at {line.slot}"
        if line.grade not in offer.grades:
            yield f"offer {offer.key} is not for grade {line.grade}"
        if not line.receivers:
            yield f"offer {offer.key} at {line.slot} has no receiver"
        if len(line.receivers) > offer.most_receivers:
            yield f"offer {offer.key} at {line.slot} has too many receivers"
        for key, at in line.receivers:
            yield from _of_pair(problem, line, offer, problem.need[key], at)


def _of_pair(problem, line, offer, need, at):
    said = f"need {need.key} from offer {offer.key}"
    if need.subject != offer.subject:
        yield f"{said}: another subject"
    if need.school == offer.school:
        yield f"{said}: its own school"
    if all(abs(line.grade - grade) > offer.span for grade in need.grades):
        yield f"{said}: grade {line.grade} for {need.grades}"
    if need.version is not None and offer.versions and need.version not in offer.versions:
        yield f"{said}: another edition"
    if at not in need.slots:
        yield f"{said}: the class is not free at {at}"
    apart = max(abs(at.start - line.slot.start), abs(at.end - line.slot.end))
    if at.weekday != line.slot.weekday or apart > problem.tolerance:
        yield f"{said}: bells {apart} minutes apart, weekdays {line.slot.weekday} and {at.weekday}"


def _of_offers(problem, lines):
    for key, count in Counter(line.offer for line in lines).items():
        if count > problem.offer[key].most_lessons:
            yield f"offer {key} is given {count} times"
    hours = [(problem.offer[line.offer].teacher, line.slot) for line in lines]
    for (teacher, slot), count in Counter(hours).items():
        if count > 1:
            yield f"teacher {teacher} is in {count} places at {slot}"


def _of_receivers(problem, lines):
    taken = [(problem.need[key], line.slot.weekday, at) for line in lines for key, at in line.receivers]
    for key, count in Counter(need.key for need, _, _ in taken).items():
        if count > problem.need[key].periods:
            yield f"need {key} is met {count} times"
    for (key, weekday), count in Counter((need.key, weekday) for need, weekday, _ in taken).items():
        if count > 1:
            yield f"need {key} is met {count} times on weekday {weekday}"
    for (group, at), count in Counter((need.group, at) for need, _, at in taken).items():
        if count > 1:
            yield f"class {group} is in {count} lessons at {at}"
    for (school, at), count in Counter((need.school, at) for need, _, at in taken).items():
        if count > problem.place[school].rooms:
            yield f"school {school} receives {count} lessons at {at}"
