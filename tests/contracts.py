"""The layer contract of import-linter, with `activities` standing for the names in settings.ACTIVITIES."""

from importlinter.contracts.layers import Layer, LayerField, LayersContract
from importlinter.domain import fields

from shangliang.settings import ACTIVITIES


class _LayerField(LayerField):
    def parse(self, raw_data: str | list[str]) -> Layer:
        return super().parse(" | ".join(ACTIVITIES) if raw_data == "activities" else raw_data)


class HouseLayers(LayersContract):
    """A newcomer's activity is under the contract from the moment its name is in ACTIVITIES."""

    type_name = "house_layers"
    layers = fields.ListField(subfield=_LayerField())
