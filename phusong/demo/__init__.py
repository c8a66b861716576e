"""The demo province: invented sites with known truth, served on loopback."""

from phusong.demo.moment import DEMO_NOW, LATER_NOW
from phusong.demo.province import Province

__all__ = ["DEMO_NOW", "LATER_NOW", "Province"]
