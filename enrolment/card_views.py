"""A place's answer as a card: the page to save it from, the picture, and its code alone."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from enrolment.card import cards_of, drawn
from enrolment.lookup import place_of
from pictures import lettering
from publishing.pagecache import public_page
from schools.poster import public_address, qr_png


def _place(pk):
    place = place_of(pk)
    if place is None:
        raise Http404
    return place


@public_page("enrolment", "schools")
def card(request, pk):
    place = _place(pk)
    [found] = cards_of([place])
    context = {"card": found, "pk": place.entries[0].pk, "drawn": lettering.can_write()}
    return render(request, "enrolment/card.html", context)


@public_page("enrolment", "schools")
def card_png(request, pk):
    """The whole card; where there is no font to write with, its page is the card."""
    place = _place(pk)
    if not lettering.can_write():
        raise Http404
    [found] = cards_of([place])
    content = drawn(found, public_address(request, place.card))
    return HttpResponse(content, content_type="image/png")


@public_page("enrolment", "schools")
def card_code(request, pk):
    content = qr_png(public_address(request, _place(pk).card))
    return HttpResponse(content, content_type="image/png")
