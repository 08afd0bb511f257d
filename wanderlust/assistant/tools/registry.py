"""The one list of tools a session can run: it feeds every backend and the help text."""

from __future__ import annotations

from wanderlust.assistant.tools.control import Control
from wanderlust.assistant.tools.convert_currency import ConvertCurrency
from wanderlust.assistant.tools.country_facts import CountryFactsTool
from wanderlust.assistant.tools.distance import Distance
from wanderlust.assistant.tools.find_places import FindPlaces
from wanderlust.assistant.tools.get_weather import GetWeather
from wanderlust.assistant.tools.itinerary import ItineraryAdd, ItineraryRemove, ItineraryShow
from wanderlust.assistant.tools.local_time import LocalTimeTool
from wanderlust.assistant.tools.place_call import PlaceCall
from wanderlust.assistant.tools.show_on_map import ShowOnMap
from wanderlust.assistant.tools.start_interpreter import StartInterpreter
from wanderlust.assistant.tools.tool import Tool
from wanderlust.assistant.tools.translate import Translate
from wanderlust.domain.tool_catalogue import ToolSpec


class ToolRegistry:
    """Tools by name, in the catalogue's order."""

    def __init__(self, tools: tuple[Tool, ...]) -> None:
        self._tools = {tool.spec.name: tool for tool in tools}

    @property
    def specs(self) -> tuple[ToolSpec, ...]:
        return tuple(tool.spec for tool in self._tools.values())

    def get(self, name: str) -> Tool | None:
        return self._tools.get(name)


def standard_tools(calls: bool = False) -> ToolRegistry:
    """The tools of a conversation; with ``calls`` it may propose telephone calls."""
    return ToolRegistry(
        (
            *((PlaceCall(),) if calls else ()),
            FindPlaces(),
            ShowOnMap(),
            Distance(),
            LocalTimeTool(),
            ConvertCurrency(),
            GetWeather(),
            CountryFactsTool(),
            ItineraryAdd(),
            ItineraryRemove(),
            ItineraryShow(),
            Translate(),
            StartInterpreter(),
            Control(),
        )
    )
