"""In which of several posts a person acts during this session."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shangliang.bodies.queries import all_posts_of

SESSION_KEY = "acting_post"


def acting_post(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.user.acting_post_id` to the chosen post, or to the first one."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            held = [post.pk for post in all_posts_of(request.user)]
            chosen = request.session.get(SESSION_KEY)
            acting = chosen if chosen in held else (held[0] if held else None)
            request.user.acting_post_id = acting
        return get_response(request)

    return answer
