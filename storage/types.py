"""How lists lie in a column: JSON text, so that views and the bare driver can read them."""

import json
from collections.abc import Sequence

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator


class JsonList(TypeDecorator[list[object]]):
    """A list of plain values, stored as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[object] | None, dialect: Dialect) -> str:
        """Write the list as JSON text; None is the empty list."""
        return json.dumps(list(value or []), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[object]:
        """Read JSON text back into a list."""
        return list(json.loads(value)) if value else []


class JsonObject(TypeDecorator[dict[str, object]]):
    """A mapping of plain values, stored as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, object] | None, dialect: Dialect) -> str:
        """Write the mapping as JSON text; None is the empty mapping."""
        return json.dumps(value or {}, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, object]:
        """Read JSON text back into a mapping."""
        return dict(json.loads(value)) if value else {}
