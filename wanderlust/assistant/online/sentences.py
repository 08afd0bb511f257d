"""What the interpreter says to both people about itself, each in their own language: short, and what comes next."""

from __future__ import annotations

from typing import Literal

from wanderlust.assistant.online.ports import Pair

Situation = Literal["here", "instead", "wait", "back", "limit", "limit_end", "end"]

_SAID: dict[Situation, dict[str, str]] = {
    "here": {
        "en": "The network is gone. I carry on here.",
        "es": "No hay red. Sigo aquí, sin conexión.",
        "fr": "Le réseau est coupé. Je continue ici, hors ligne.",
        "de": "Das Netz ist weg. Ich mache hier weiter.",
        "it": "La rete non c'è più. Continuo qui, senza connessione.",
        "pt": "A rede caiu. Continuo aqui, sem conexão.",
        "ja": "ネットワークが切れました。このままこのパソコンで続けます。",
        "ko": "네트워크가 끊겼습니다. 이 컴퓨터에서 계속합니다.",
        "zh": "网络断了。我在这台电脑上继续。",
    },
    "instead": {
        "en": "I carry on here, without the network.",
        "es": "Sigo aquí, sin la red.",
        "fr": "Je continue ici, sans le réseau.",
        "de": "Ich mache hier weiter, ohne Netz.",
        "it": "Continuo qui, senza rete.",
        "pt": "Continuo aqui, sem a rede.",
        "ja": "ここからはネットワークなしで続けます。",
        "ko": "이제 네트워크 없이 계속합니다.",
        "zh": "接下来我不用网络继续。",
    },
    "wait": {
        "en": "The network is gone, and these languages need it. I keep what you say and try again.",
        "es": "No hay red, y estos idiomas la necesitan. Guardo lo que diga y lo intento de nuevo.",
        "fr": "Le réseau est coupé, et ces langues en ont besoin. Je garde vos paroles et je réessaie.",
        "de": "Das Netz ist weg, und diese Sprachen brauchen es. Ich merke mir das Gesagte und versuche es weiter.",
        "it": "La rete non c'è più, e per queste lingue serve. Conservo quello che dite e riprovo.",
        "pt": "A rede caiu, e estes idiomas precisam dela. Guardo o que disser e tento de novo.",
        "ja": "ネットワークが切れました。この言語には接続が必要です。お話は保存して、もう一度つなぎます。",
        "ko": "네트워크가 끊겼습니다. 이 언어에는 연결이 필요합니다. 하신 말씀은 보관하고 다시 시도합니다.",
        "zh": "网络断了，这些语言需要网络。我会保留您说的话，并再次尝试。",
    },
    "back": {
        "en": "The network is back. I go on.",
        "es": "La red ha vuelto. Sigo.",
        "fr": "Le réseau est revenu. Je continue.",
        "de": "Das Netz ist wieder da. Es geht weiter.",
        "it": "La rete è tornata. Continuo.",
        "pt": "A rede voltou. Continuo.",
        "ja": "ネットワークが戻りました。続けます。",
        "ko": "네트워크가 다시 연결되었습니다. 계속합니다.",
        "zh": "网络恢复了。我继续。",
    },
    "limit": {
        "en": "The spending limit is reached. I carry on here.",
        "es": "Se ha alcanzado el límite de gasto. Sigo aquí, sin coste.",
        "fr": "La limite de dépenses est atteinte. Je continue ici, sans frais.",
        "de": "Das Kostenlimit ist erreicht. Ich mache hier weiter, ohne Kosten.",
        "it": "Il limite di spesa è raggiunto. Continuo qui, senza costi.",
        "pt": "O limite de gastos foi atingido. Continuo aqui, sem custo.",
        "ja": "利用料金の上限に達しました。ここからは無料で続けます。",
        "ko": "비용 한도에 도달했습니다. 여기서 무료로 계속합니다.",
        "zh": "已达到费用上限。我在本机免费继续。",
    },
    "limit_end": {
        "en": "The spending limit is reached, so I stop.",
        "es": "Se ha alcanzado el límite de gasto; por eso paro.",
        "fr": "La limite de dépenses est atteinte, alors je m'arrête.",
        "de": "Das Kostenlimit ist erreicht, darum höre ich auf.",
        "it": "Il limite di spesa è raggiunto, quindi mi fermo.",
        "pt": "O limite de gastos foi atingido, por isso paro.",
        "ja": "利用料金の上限に達したので、終わります。",
        "ko": "비용 한도에 도달하여 멈춥니다.",
        "zh": "已达到费用上限，我先停止。",
    },
    "end": {
        "en": "I cannot interpret now. Please wait a moment.",
        "es": "Ahora no puedo interpretar. Espere un momento, por favor.",
        "fr": "Je ne peux pas interpréter maintenant. Un instant, s'il vous plaît.",
        "de": "Ich kann gerade nicht dolmetschen. Einen Moment, bitte.",
        "it": "Ora non posso interpretare. Un momento, per favore.",
        "pt": "Agora não consigo interpretar. Um momento, por favor.",
        "ja": "今は通訳できません。少しお待ちください。",
        "ko": "지금은 통역할 수 없습니다. 잠시만 기다려 주세요.",
        "zh": "我现在无法翻译。请稍等。",
    },
}


def said_to_both(situation: Situation, pair: Pair) -> dict[str, str]:
    """The sentence in each of two languages; English for a language in which I cannot say it."""
    said = _SAID[situation]
    return {language: said.get(language, said["en"]) for language in pair}
