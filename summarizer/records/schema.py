"""JSON Schemas generated from the record models, for other programs and for drift checks."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

__all__ = ["render_schema"]


class _ContractSchema(GenerateJsonSchema):
    """Schemas of stored records: every field is written, and described in the words of its docstring."""

    def field_is_required(self, *_: Any, **__: Any) -> bool:
        return True

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        json_schema = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        for name, description in _field_docstrings(model).items():
            field = json_schema["properties"][model.model_fields[name].alias or name]
            # A reference with a sibling means the same in this dialect as one without.
            field["description"] = description
        return json_schema


def render_schema(model: type[BaseModel]) -> str:
    """The JSON Schema (draft 2020-12) of what is stored for ``model``: the same bytes every time."""
    schema = model.model_json_schema(by_alias=True, mode="serialization", schema_generator=_ContractSchema)
    document = {"$schema": GenerateJsonSchema.schema_dialect, **schema}
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _field_docstrings(model: type[BaseModel]) -> dict[str, str]:
    """The string under each field of the class body, by field name."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(model)))
    definition = next(node for node in tree.body if isinstance(node, ast.ClassDef))
    found: dict[str, str] = {}
    for statement, follower in zip(definition.body, definition.body[1:], strict=False):
        match statement, follower:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str() as description)),
            ):
                found[name] = inspect.cleandoc(description)
            case _:
                pass
    return found
