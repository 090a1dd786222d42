"""Acts as API operations: one POST an act, its input typed after the act's own signature."""

import inspect
from collections.abc import Callable
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import BaseModel, ConfigDict, Field, create_model

from shangliang.core.errors import Invalid
from shangliang.core.files import CheckedFile, check_upload
from shangliang.ledger.flow import Declared, Flow
from shangliang.ledger.uploads import Upload

# Acts of the program itself, and of the public by the secret of a receipt, are no operations.
NOBODY_SIGNED_IN = ("is_system", "is_public")
Fetch = Callable[[HttpRequest, int], Any]


# The app that knows tokens says here who is behind one; None for a token that is no more.
person_behind: Callable[[HttpRequest, str], Any] = lambda request, secret: None  # noqa: E731


def reader(request: HttpRequest) -> Any:
    """Who reads: the owner of a token, whoever is signed in, or the public. A dead token is told so (401)."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return person_behind(request, secret) if scheme.lower() == "bearer" else True


class Done(BaseModel):
    """What an act answers: the case's state and version after it."""

    id: int
    state: str
    version: int


class Trouble(BaseModel):
    """Why something was refused, in the reader's language; `field` if it is one input."""

    detail: str
    field: str | None = None


class Body(BaseModel):
    """Base of all inputs: unknown names are refused; `version` guards against acting on a stale view."""

    model_config = ConfigDict(extra="forbid", protected_namespaces=())
    version: int | None = Field(
        None, ge=0, description="the version this was decided on; another one answers 409"
    )


ANSWERS = {200: Done, 401: Trouble, 403: Trouble, 404: Trouble, 409: Trouble, 422: Trouble}


def add_operations(router: Router, flow: Flow[Any], fetch: Fetch, prefix: str = "") -> None:
    """Give every act of a flow its operation POST {prefix}/{id}/{act}."""
    for act in flow.acts.values():
        if act.spec.who.name in NOBODY_SIGNED_IN:
            continue
        path = f"{prefix}/{{int:pk}}/{act.spec.name}"
        operation = _operation(act, fetch)
        router.add_api_operation(
            path,
            ["POST"],
            operation,
            response=ANSWERS,
            summary=str(act.spec.label),
            description=act.spec.doc,
            operation_id=act.spec.kind.replace(".", "_"),
            url_name=None,
        )


def _operation(act: Declared[Any, Any, Any], fetch: Fetch) -> Callable[..., Any]:
    schema, hints = input_schema(act)

    def operation(request: HttpRequest, pk: int, data: Any) -> Done:
        obj = fetch(request, pk)
        given = act.given(version=data.version, key=request.headers.get("Idempotency-Key"))
        given(obj, by=request.user, **_arguments(request, data, hints))
        return Done(id=obj.pk, state=getattr(obj, "state", ""), version=obj.version)

    operation.__annotations__ = {"request": HttpRequest, "pk": int, "data": schema, "return": Done}
    operation.__name__ = act.spec.kind.replace(".", "_")
    return operation


def input_schema(act: Declared[Any, Any, Any]) -> tuple[type[BaseModel], dict[str, Any]]:
    """The input model of an act, and the true types of its arguments."""
    hints = get_type_hints(act.function)
    fields: dict[str, Any] = {}
    for name, parameter in list(inspect.signature(act.function).parameters.items())[1:]:
        if name == "by":
            continue
        default = ... if parameter.default is inspect.Parameter.empty else parameter.default
        fields[name] = (wire_type(hints[name]), default)
    title = "".join(part.title() for part in act.spec.kind.replace(".", "_").split("_"))
    return create_model(title, __base__=Body, **fields), {name: hints[name] for name in fields}


def wire_type(hint: Any) -> Any:
    """How a Python type travels: rows as ids, files as name and base64."""
    if get_origin(hint) is list:
        return list[wire_type(get_args(hint)[0])]  # type: ignore[misc]
    if _optional(hint):
        return wire_type(_optional(hint)) | None
    if inspect.isclass(hint) and issubclass(hint, models.Model):
        return int
    if hint is CheckedFile:
        return Upload
    if hasattr(hint, "__total__"):  # a TypedDict
        parts = {name: (wire_type(one), ...) for name, one in get_type_hints(hint).items()}
        return create_model(hint.__name__, __config__=ConfigDict(extra="forbid"), **parts)  # type: ignore[call-overload]
    return hint if hint in (str, int, bool, float, date) else str


def _optional(hint: Any) -> Any:
    """The X of `X | None`, else None."""
    arguments = get_args(hint)
    is_optional = len(arguments) == 2 and type(None) in arguments
    return next(one for one in arguments if one is not type(None)) if is_optional else None


def _arguments(request: HttpRequest, data: BaseModel, hints: dict[str, Any]) -> dict[str, Any]:
    sent = data.model_fields_set - {"version"}
    return {name: _real(request, name, hints[name], getattr(data, name)) for name in sent}


def _real(request: HttpRequest, name: str, hint: Any, value: Any) -> Any:
    """What the act takes: rows the person may see instead of ids, checked files instead of base64."""
    if value is None:
        return None
    if get_origin(hint) is list:
        return [_real(request, name, get_args(hint)[0], one) for one in value]
    hint = _optional(hint) or hint
    if inspect.isclass(hint) and issubclass(hint, models.Model):
        return _row(request, name, hint, value)
    if hint is CheckedFile:
        return check_upload(value.name, value.stream())
    if hasattr(hint, "__total__"):
        parts = get_type_hints(hint)
        return {key: _real(request, key, parts[key], getattr(value, key)) for key in parts}
    return value


def _row(request: HttpRequest, name: str, model: type[models.Model], pk: int) -> models.Model:
    rows: Any = model._default_manager.all()
    if hasattr(rows, "visible_to"):
        rows = rows.visible_to(request.user)
    found: models.Model | None = rows.filter(pk=pk).first()
    if found is None:
        raise Invalid(_("There is no such choice."), name)
    return found
