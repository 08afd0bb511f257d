"""The few sentences that both people must understand, each in their own language. No native speaker has seen them."""

from __future__ import annotations

from collections.abc import Mapping

TRYING: Mapping[str, str] = {
    "en": "The interpreter stopped. One moment, please.",
    "es": "El intérprete se ha detenido. Un momento, por favor.",
    "fr": "L'interprète s'est arrêté. Un instant, s'il vous plaît.",
    "de": "Der Dolmetscher ist stehen geblieben. Einen Moment, bitte.",
    "it": "L'interprete si è fermato. Un momento, per favore.",
    "pt": "O intérprete parou. Um momento, por favor.",
    "ja": "通訳が止まりました。少しお待ちください。",
    "ko": "통역이 멈췄습니다. 잠시만 기다려 주세요.",
    "zh": "翻译中断了，请稍等。",
}
NOT_HERE: Mapping[str, str] = {
    "en": "I cannot interpret between these two languages here yet.",
    "es": "Aquí todavía no puedo interpretar entre estos dos idiomas.",
    "fr": "Je ne peux pas encore interpréter entre ces deux langues ici.",
    "de": "Zwischen diesen beiden Sprachen kann ich hier noch nicht dolmetschen.",
    "it": "Qui non posso ancora fare da interprete tra queste due lingue.",
    "pt": "Ainda não consigo interpretar entre estas duas línguas aqui.",
    "ja": "この二つの言語の通訳は、まだここではできません。",
    "ko": "여기서는 아직 이 두 언어를 통역할 수 없습니다.",
    "zh": "这里还不能在这两种语言之间翻译。",
}
