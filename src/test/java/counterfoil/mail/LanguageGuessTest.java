package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageGuessTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|Our booking line is down since this morning, can you have a look?",
        "de|Hallo, unsere Buchungsleitung ist seit heute früh tot. Bitte prüfen.",
        "fr|Bonjour, notre ligne ne répond plus depuis ce matin, pouvez-vous regarder ?",
        "es|Hola, nuestra línea no funciona desde esta mañana. Gracias.",
        "it|Buongiorno, la nostra linea non funziona più da stamattina, grazie.",
        "nl|Hallo, onze lijn doet het sinds vanmorgen niet meer. Kunnen jullie kijken?",
        "pt|Olá, a nossa linha não funciona desde hoje de manhã. Obrigado.",
        "pl|Dzień dobry, nasza linia nie działa od rana. Proszę o pomoc.",
        "sv|Hej, vår linje fungerar inte sedan i morse, kan ni titta på det?",
        "cs|Dobrý den, naše linka od rána nefunguje. Děkujeme.",
        "tr|Merhaba, hattımız bu sabahtan beri çalışmıyor, lütfen bakar mısınız?",
        "fi|Hei, meidän puhelinlinja ei ole toiminut aamusta asti. Kiitos.",
        "hu|Jó napot, a vonalunk reggel óta nem működik, kérem segítsenek.",
        "ru|Здравствуйте, линия не работает с утра.",
        "uk|Добрий день, лінія не працює зранку, її перевірте.",
        "el|Καλημέρα, η γραμμή δεν λειτουργεί.",
        "ja|お世話になっております。今朝から電話がつながりません。",
        "zh|您好，我们的线路从今天早上开始无法使用。",
        "ko|안녕하세요, 오늘 아침부터 전화가 안 됩니다.",
        "he|שלום, הקו לא עובד מהבוקר",
        "ar|مرحبا، الخط لا يعمل منذ الصباح",
        "ja|CA681f3ad0 https://studio.example/agent の通話が切れます",
        "en|CA681f3ad0d037c1884614548178a5bc1b",
        "en|12345"
      })
  void tells(String language, String text) {
    assertThat(LanguageGuess.of(text)).isEqualTo(language);
  }
}
