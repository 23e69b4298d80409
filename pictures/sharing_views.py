"""Short addresses lead on; cards and posters are drawn once for each state of what they show."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from pictures import codes, lettering, posters, sharing
from publishing.pagecache import public_page

# Whatever a card may be of: it is drawn anew when one of these is published to.
SECTIONS = ("news", "schools", "groups", "classrooms")
HOUR = 3600


@login_not_required
@require_safe
def short(request, code):
    path = sharing.leads_to(code)
    if path is None:
        raise Http404
    response = HttpResponseRedirect(path)
    response["Cache-Control"] = "no-cache"
    return response


def of_a_card(view):
    """The view gets the card; an address with a query leads to the plain one, which is drawn once for all."""

    @public_page(*SECTIONS, seconds=HOUR)
    @wraps(view)
    def found(request, code):
        if request.GET:
            return HttpResponseRedirect(request.path)
        card = sharing.card(code)
        if card is None:
            raise Http404
        return view(request, code, card)

    return found


def _address(request, code):
    return codes.public_address(request, f"/s/{code}/")


@of_a_card
def poster_page(request, code, card):
    context = {"card": card, "code": code, "address": _address(request, code), "drawn": lettering.can_write()}
    return render(request, "pictures/poster.html", context)


@of_a_card
def poster_png(request, code, card):
    """Without a font with Chinese the code alone: it can be long-pressed all the same."""
    if not lettering.can_write():
        return _png(codes.qr_png(_address(request, code)))
    return _png(posters.poster(card, _address(request, code)).png(colours=192))


@of_a_card
def card_jpg(request, code, card):
    if not lettering.can_write():
        return HttpResponseRedirect(static("img/share.png"))
    return HttpResponse(posters.shared(card).jpeg(), content_type="image/jpeg")


@of_a_card
def qr(request, code, card):
    return _png(codes.qr_png(_address(request, code)))


def _png(content):
    return HttpResponse(content, content_type="image/png")
