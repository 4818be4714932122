"""Run Rasa's prediction graph node by node, in an order worked out once.

Rasa runs it through dask, whose scheduler costs milliseconds for a graph of five quick nodes that never run in parallel.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage


class SequentialGraphRunner(GraphRunner):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """A graph runner without a scheduler."""

    def __init__(self, schema: GraphSchema, nodes: dict[str, GraphNode]) -> None:
        self._needs = {name: list(node.needs.values()) for name, node in schema.nodes.items()}
        self._targets = list(schema.target_names)
        self._nodes = nodes
        self._orders: dict[tuple[str, ...], list[str]] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> SequentialGraphRunner:
        """Load every component of the graph."""
        nodes = {
            name: GraphNode.from_schema_node(name, node, model_storage, execution_context, hooks)
            for name, node in graph_schema.nodes.items()
        }
        return cls(graph_schema, nodes)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Run what the targets need; target name to output.

        Raises:
            KeyError: when a node needs an input that is neither a node nor in `inputs`.
        """
        wanted = tuple(targets or self._targets)
        outputs: dict[str, tuple[str, Any]] = {name: (name, value) for name, value in (inputs or {}).items()}
        if wanted not in self._orders:
            self._orders[wanted] = self._order(wanted)
        for name in self._orders[wanted]:
            outputs[name] = self._nodes[name](*(outputs[need] for need in self._needs[name]))
        return {name: outputs[name][1] for name in wanted}

    def _order(self, targets: tuple[str, ...]) -> list[str]:
        """The nodes that the targets need, each after what it needs itself."""
        order: dict[str, None] = {}

        def visit(name: str) -> None:
            if name in self._nodes and name not in order:
                for need in self._needs[name]:
                    visit(need)
                order[name] = None

        for target in targets:
            visit(target)
        return list(order)
