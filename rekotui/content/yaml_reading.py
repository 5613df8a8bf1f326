"""Reading YAML: the safe loader, bounded in size, and no key twice. Imported only when a guide is needed."""

from collections.abc import Hashable
from typing import Any

import yaml

LARGEST = 1 << 20
"""Bytes of the largest file that is read."""

# The C loader where PyYAML was built with it: six times as quick, and the same rules.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """A file that cannot be used. `key` says why: yaml or twice (with a line, from 1), not_yaml, too_large, refused."""

    def __init__(self, key: str, line: int = 0, problem: str = "") -> None:
        super().__init__(f"{key}: line {line}: {problem}" if line else key)
        self.key = key
        self.line = line
        self.problem = problem


class _Strict(_Loader):  # type: ignore[misc]
    """The safe loader, but a key that stands twice is an error, and nothing refers to something else."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if key.tag == "tag:yaml.org,2002:merge":
                raise YamlError("yaml", key.start_mark.line + 1)
            name = str(key.value)
            if name in seen:
                raise YamlError("twice", key.start_mark.line + 1, name)
            seen.add(name)
        return super().construct_mapping(node, deep)  # type: ignore[no-any-return]


def read_yaml(path: str) -> object:
    """Return the content of a YAML file as plain values; raise YamlError for one that cannot be used."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise YamlError("refused") from None
    if len(data) > LARGEST:
        raise YamlError("too_large")
    return parse_yaml(data)


def parse_yaml(data: bytes) -> object:
    """Return what YAML text says; raise YamlError."""
    try:
        return yaml.load(data.decode("utf-8-sig"), Loader=_Strict)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError("yaml", mark.line + 1 if mark else 1) from None
    except YamlError:
        raise
    except (yaml.YAMLError, ValueError, RecursionError):
        # ValueError: a day that does not exist, or text in another encoding.
        raise YamlError("not_yaml") from None
