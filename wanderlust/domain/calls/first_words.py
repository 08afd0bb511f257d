"""What is said on every call whoever thinks, fixed by us: who calls, the question for leave, and the farewells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FixedWords:
    """One language.

    Attributes:
        disclosure: The first words of every call; ``{name}`` is who it is for.
        again: The question for leave, put a second time.
        refused: The farewell to who does not want the call; nobody calls them again.
        farewell: The farewell to everyone else.
        withdrawn: The same when nothing was agreed, so that nothing is booked by mistake.
        machine: The answer to "are you a robot?"; ``{name}`` is who it is for.
    """

    disclosure: str
    again: str
    refused: str
    farewell: str
    withdrawn: str
    machine: str


FIXED_WORDS = {
    "en": FixedWords(
        "Hello, I am an automated assistant calling for {name}. Is it all right to continue?",
        "I am an automated assistant, calling for {name}. May I continue?",
        "I understand. I will not call again. Goodbye.",
        "Thank you. Goodbye.",
        "Then please do not book or order anything. Thank you. Goodbye.",
        "Yes, I am an automated assistant, calling for {name}.",
    ),
    "es": FixedWords(
        "Hola, soy un asistente automático y llamo de parte de {name}. ¿Le parece bien que continúe?",
        "Soy un asistente automático, llamo de parte de {name}. ¿Puedo continuar?",
        "Entiendo. No volveré a llamar. Adiós.",
        "Gracias. Adiós.",
        "Entonces, por favor, no reserve ni encargue nada. Gracias. Adiós.",
        "Sí, soy un asistente automático y llamo de parte de {name}.",
    ),
    "fr": FixedWords(
        "Bonjour, je suis un assistant automatique et j'appelle de la part de {name}. Puis-je continuer ?",
        "Je suis un assistant automatique, j'appelle de la part de {name}. Puis-je continuer ?",
        "Je comprends. Je ne rappellerai pas. Au revoir.",
        "Merci. Au revoir.",
        "Alors ne réservez et ne commandez rien, s'il vous plaît. Merci. Au revoir.",
        "Oui, je suis un assistant automatique et j'appelle de la part de {name}.",
    ),
    "de": FixedWords(
        "Guten Tag, ich bin ein automatischer Assistent und rufe für {name} an. Darf ich fortfahren?",
        "Ich bin ein automatischer Assistent und rufe für {name} an. Darf ich fortfahren?",
        "Ich verstehe. Ich rufe nicht wieder an. Auf Wiederhören.",
        "Vielen Dank. Auf Wiederhören.",
        "Dann buchen und bestellen Sie bitte nichts. Vielen Dank. Auf Wiederhören.",
        "Ja, ich bin ein automatischer Assistent und rufe für {name} an.",
    ),
    "it": FixedWords(
        "Buongiorno, sono un assistente automatico e chiamo per conto di {name}. Posso continuare?",
        "Sono un assistente automatico, chiamo per conto di {name}. Posso continuare?",
        "Capisco. Non chiamerò più. Arrivederci.",
        "Grazie. Arrivederci.",
        "Allora per favore non prenoti e non ordini niente. Grazie. Arrivederci.",
        "Sì, sono un assistente automatico e chiamo per conto di {name}.",
    ),
    "pt": FixedWords(
        "Olá, sou um assistente automático e ligo em nome de {name}. Posso continuar?",
        "Sou um assistente automático e ligo em nome de {name}. Posso continuar?",
        "Compreendo. Não volto a ligar. Adeus.",
        "Obrigado. Adeus.",
        "Então, por favor, não reserve nem encomende nada. Obrigado. Adeus.",
        "Sim, sou um assistente automático e ligo em nome de {name}.",
    ),
    "ja": FixedWords(
        "こんにちは。{name}さんに代わってお電話している自動アシスタントです。このままお話ししてもよろしいでしょうか。",
        "{name}さんに代わってお電話している自動アシスタントです。続けてもよろしいでしょうか。",
        "承知しました。今後お電話はいたしません。失礼します。",
        "ありがとうございました。失礼します。",
        "では、予約も注文もなしでお願いします。ありがとうございました。失礼します。",
        "はい、{name}さんに代わってお電話している自動アシスタントです。",
    ),
    "zh": FixedWords(
        "您好，我是自动助手，代{name}打电话。可以继续吗？",
        "我是自动助手，代{name}打电话。可以继续吗？",
        "明白了。我不会再打来。再见。",
        "谢谢。再见。",
        "那请不要预订，也不要下单。谢谢。再见。",
        "是的，我是自动助手，代{name}打电话。",
    ),
}


def disclosure(language: str, name: str) -> str:
    """The first words of a call; raises KeyError for a language without them."""
    return FIXED_WORDS[language].disclosure.format(name=name)
