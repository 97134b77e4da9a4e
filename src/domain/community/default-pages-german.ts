import type { PageTexts } from './community-page.ts';

const mentoring = `Mentoring heißt hier: Zwei Menschen helfen einander weiter. Ab und zu ein Gespräch. Ein zweiter Blick auf den Code. Jemand, den man fragen kann, bevor man den ganzen Nachmittag festhängt. Niemand gibt dir eine Note, und niemand hat dir etwas zu sagen.

## Zwei Menschen, nebeneinander

Bei uns gibt es nicht oben und unten. Wer seit neun Jahren Go schreibt, hat vielleicht noch nie CSS Grid angefasst, und wer es eben noch erklärt hat, schreibt vielleicht diese Woche das erste Mal Go. Beide wissen etwas. Beide lernen etwas. Darum steht in der Liste direkt nebeneinander, was jemand gern weitergibt und was jemand selbst gern lernen würde. Und darum ist „Ich helf dir hierbei, wenn du mir dabei hilfst“ ein richtig guter Anfang.

Neben den Fähigkeiten siehst du drei Wörter: *neugierig*, *vertraut* und *sicher*. Sie sagen, wie es jemandem damit geht. Es sind keine Noten, und niemand prüft sie nach.

## Was man so zusammen macht

- **Sich ab und zu treffen.** Jede Woche, jeden Monat oder wann immer ihr beide eine halbe Stunde habt. Wie oft, bestimmt ihr zwei, und ihr könnt es ändern.
- **Den Code der anderen Person ansehen.** Nicht um Fehler zu suchen, sondern um zu sagen, was gut ist, was verwirrt und was du stattdessen versuchen würdest.
- **Einander fragen.** Eine Person zu kennen, die sich an der Frage nicht stört, ist so viel wert wie eine Menge Dokumentation.

Sucht euch etwas davon aus oder macht alles. Die meisten fangen mit einem einzigen Gespräch an und schauen, wie es sich anfühlt.

## Nichts ist für immer

Tandems gehen zu Ende. Man hat viel um die Ohren, weiß jetzt, was man wissen wollte, oder möchte von jemandem mit anderen Fähigkeiten lernen. Manchmal passt es zwischen zweien einfach nicht. Das ist alles normal, ihr könnt beide jederzeit aufhören, und niemand schuldet dafür einen Grund. Es gibt keine Bewertungen und keine öffentlichen Zahlen über irgendwen. Beim Ausprobieren gibt es also nichts zu verlieren.

## Geld

Manche nehmen Geld für ihre Zeit, manche nicht. Für beides gibt es gute Gründe. Was gilt, steht im Profil, bevor du schreibst, und so wird es nie peinlich. Wir wickeln keine Zahlungen ab und behalten nichts ein.

## Wer was sehen kann

Die Liste der Leute, die Zeit für jemanden haben, ist für Mitglieder da, außer diese Community hat sie für alle geöffnet. Was zwei einander schreiben, bleibt unter ihnen. Das Organisationsteam sieht Anzahlen, zum Beispiel wie viele gerade warten, und das, was ihm jemand von sich aus meldet. In deinem Profil steht bei jedem Feld, wer es sehen kann.
`;

const beAMentor = `Wenn du weitergeben magst, worin du sicher bist, und versuchst zu helfen, wo du kannst, dann kannst du das. Mehr braucht es nicht.

## Du musst dich nicht besonders gut auskennen

Denk an etwas, das du vor einem halben Jahr endlich verstanden hast. Du weißt noch, was daran verwirrend war, und erklärst es deshalb besser als jemand, der es 2004 gelernt hat. „Weiß ich nicht, lass es uns herausfinden“ darfst du so oft sagen, wie es stimmt. Du wirst dich wundern, wie viel du beim Erklären lernst.

## So geht es

1. **Füll dein Profil aus.** Ein paar Zeilen in deinen Worten, was du gern weitergibst und was du selbst lernen möchtest. Sag bei jeder Fähigkeit, wie es dir damit geht: neugierig, vertraut oder sicher.
2. **Markiere ein paar Stunden.** Ungefähr dann, wenn du meistens Zeit hast, in deiner eigenen Zeitzone. Die Liste rechnet aus, was sich mit den Stunden der anderen überschneidet.
3. **Setz das Häkchen bei „Offen für Mentoring“.** Sag, für wie viele Leute du Platz hast, wofür du zu haben bist (treffen, Code ansehen, Fragen beantworten, Fähigkeiten tauschen) und wie schnell du ungefähr antwortest. Platz für eine Person ist völlig genug.

Ab dann kann man dich finden. Wenn viel los ist, nimm das Häkchen weg. Du bist sofort von der Liste, und niemand erfährt davon.

Alle paar Monate fragen wir, ob du noch da bist. Ein Klick genügt. Hören wir nichts, geht das Häkchen von selbst und ganz leise weg, damit niemand ins Leere schreibt. Du kannst es jederzeit wieder setzen.

## Wenn dir jemand schreibt

Antworte mit ein oder zwei Zeilen. „Ja, lass uns reden“ ist eine gute Antwort, und „Bei mir ist gerade alles voll“ auch. *Nein* ist eine vollständige Antwort und freundlicher als Schweigen. Wenn du jemanden kennst, der besser passt, sag es.

## Ein erstes Gespräch

Eine halbe Stunde reicht. Frag, woran die andere Person gerade arbeitet und was im Weg steht. Erzähl auch, was du selbst lernen möchtest. Überlegt am Ende zusammen, ob ihr es wieder macht, wie oft, und wie schnell Fragen eine Antwort bekommen sollen. Wenn ein Gespräch genug war, ist das ein Erfolg.

## Den Code von jemandem ansehen

Fang mit dem an, was gut ist. Frag, worauf du schauen sollst, und lass den Rest in Ruhe. Sag, warum du etwas ändern würdest, und sag dazu, wenn es nur Geschmackssache ist.

## Halt es locker

Du bist nicht für die Laufbahn anderer verantwortlich. Du musst keinen Unterricht vorbereiten und nicht alles wissen. Geld für deine Zeit zu nehmen ist in Ordnung, keins zu nehmen auch; sag nur vorher, was gilt. Und wenn du aufhören möchtest, mit Grund oder ohne, dann kannst du das. Dafür ist gesorgt.
`;

const getAMentor = `Du brauchst keinen Plan, kein Projekt und keinen guten Grund. „Ich möchte besser testen und weiß nicht, wo ich anfangen soll“ reicht.

## Jemanden finden

Schau nach, wer da ist. Du kannst nach einer Fähigkeit oder einem Namen suchen und die Liste eingrenzen: danach, was die Leute lernen möchten, nach Sprachen, danach, wofür sie zu haben sind, ob sie Geld nehmen und wie viele Stunden in der Woche ihr beide Zeit hättet. Niemand steht oben, weil er oder sie wichtiger wäre: Zuerst kommen die, die zu deiner Suche passen, und danach wird jeden Tag neu gemischt.

Was sich in einem Profil zu lesen lohnt:

- **Die eigenen Worte.** Sie sagen mehr als eine Liste von Fähigkeiten.
- **Was die Person gern lernen würde.** Vielleicht kannst du etwas zurückgeben. Es ist nett, das zu sagen, aber keine Bedingung.
- **Ob Platz ist und wie schnell meistens eine Antwort kommt.** Alle auf der Liste haben vor Kurzem gesagt, dass sie Zeit haben.
- **Kostenlos oder nicht.** Du weißt es immer, bevor du schreibst.

Du kannst dir Leute für später merken. Du kannst auch sagen, dass jemand nichts für dich ist. Von beidem erfahren sie nie.

## Jemandem schreiben

Ein paar Zeilen sind genug. Schreib so, wie du jemandem vom letzten Meetup schreiben würdest:

- Worin möchtest du besser werden?
- Woran arbeitest du gerade? Die echte, chaotische Fassung hilft mehr als die aufgeräumte.
- Wie möchtest du anfangen? Zu einem einzigen Gespräch sagt man am leichtesten Ja.

Du musst dich nicht verkaufen, und bitte entschuldige dich nicht dafür, dass du noch am Anfang stehst. Das tun hier alle, bei irgendetwas.

## Wenn es ein Nein ist

Fast immer geht es um Zeit und so gut wie nie um dich. Leute sind ausgebucht, ziehen um, haben einen Abgabetermin. Niemandem wird etwas angekreidet. Schreib der nächsten Person; deine Worte sind immer noch gut.

## Das Beste daraus machen

- Bring eine Frage mit. Kleine sind am besten.
- Zeig, was du versucht hast, auch wenn es kaputt ist.
- Sag, welche Hilfe du möchtest: einen Tipp, eine zweite Meinung oder Gesellschaft beim Grübeln.
- Wenn du nicht kannst, sag früh Bescheid. Das passiert allen einmal.
- Erzähl, was daraus geworden ist. Ein schöneres Dankeschön gibt es nicht.

## Wenn es gut war

Vielleicht hast du gelernt, wofür du gekommen bist. Vielleicht hättest du gern jemanden mit anderen Fähigkeiten, oder es hat nie so ganz gepasst. Dann macht einen Punkt und bedankt euch, wenn ihr mögt. Ihr könnt das beide jederzeit und ohne Grund, und niemand zählt mit. Vielleicht sucht bis dahin jemand genau das, was du weißt.
`;

const conduct = `Hier zeigen Menschen einander, was sie noch nicht wissen. Das geht nur, wenn man sich dabei sicher fühlt. Darum bitten wir alle um Folgendes, das Organisationsteam eingeschlossen.

## Bitte

- **Sei freundlich, besonders bei Code.** Sag, was gut ist, und nicht nur, was anders werden könnte. Sprich über den Code und nicht über die Person.
- **Geh davon aus, dass andere es gut meinen,** und frag nach, wenn du nicht sicher bist.
- **Komm, oder sag ab.** Eine Zeile genügt.
- **Nimm ein Nein an,** gleich beim ersten Mal und ohne nach einem Grund zu fragen.
- **Behalte für dich, was du hörst.** Was dir jemand erzählt, zeigt oder dich fragt, bleibt unter euch, solange die Person nichts anderes sagt. Das gilt auch für Code, der ihrer Firma gehört.
- **Benutz den Namen und die Pronomen, die jemand angibt.**
- **Sag vorher, ob du Geld nimmst,** und bleib dabei.

## Bitte nicht

- Jemanden belästigen, bedrohen, beleidigen oder kleinmachen, weder hier noch anderswo, wenn ihr euch von hier kennt.
- Witze oder Bemerkungen über Geschlecht, Sexualität, Behinderung, Aussehen, Körper, Hautfarbe, Herkunft, Religion, Alter oder darüber, wie viel jemand weiß.
- Flirten oder um ein Date bitten. Dafür ist das hier nicht der Ort, auch nicht auf die nette Art.
- Jemandem weiter schreiben, der nicht mehr antwortet, oder nach dem Ende eines Tandems einen anderen Weg zu der Person suchen.
- In der ersten Nachricht etwas verkaufen, Leute anwerben oder Daten sammeln.
- Sich als jemand anderes ausgeben oder als älter, als man ist.
- Jemanden drängen, weiterzumachen, zu zahlen, sich persönlich zu treffen oder zu erklären, warum Schluss ist.

## Wenn etwas nicht stimmt

Du musst nicht sicher sein, und es muss nichts Schlimmes sein. Sag dem Organisationsteam Bescheid. Wenn es um jemanden aus dem Team geht, wende dich an eine andere Person dort. Sie lesen, was du ihnen zeigst, und sonst nichts. Sie hören zuerst zu, sagen niemandem, von wem es kam, und erzählen dir, was sie getan haben.

Je nachdem, was war, redet das Team mit jemandem, bittet darum, eine Weile niemandem zu schreiben, oder bittet die Person zu gehen. Es sagt dazu, warum, und die Person kann um eine zweite Meinung bitten.

## Wenn du selbst etwas falsch gemacht hast

Das passiert allen. Entschuldige dich ehrlich und mach es beim nächsten Mal anders. Meistens ist es damit gut.
`;

const organisers = `Ein paar Mitglieder kümmern sich in ihrer Freizeit um diesen Ort. Sie lassen Leute herein, halten diese Seiten aktuell, räumen die Liste der Fähigkeiten auf und hören zu, wenn etwas nicht stimmt.

## Worüber du mit ihnen reden kannst

- Du kannst dich nicht anmelden, oder der Brief mit deinem Link kam nie an.
- Du hast dich wegen jemandem unwohl gefühlt. Du musst dir dabei nicht sicher sein.
- Eine Fähigkeit fehlt, ist doppelt da oder heißt seltsam.
- Du suchst schon eine Weile und findest niemanden.
- Du möchtest mithelfen.

## Was sie sehen können

Profile, Anzahlen und das, was ihnen jemand meldet. Sie sehen nicht, was zwei einander schreiben, und auch nicht die Notizen, Fragen und den Code, den zwei miteinander teilen. Was sie im Team tun, wird aufgeschrieben, und die anderen im Team können es lesen.

## Wie du sie erreichst

Frag dort, wo diese Community sonst miteinander redet, oder sprich beim nächsten Meetup jemanden aus dem Team an. *(An das Organisationsteam: Diese Seite gehört euch. Schreibt hier auf, wer ihr seid und wie man euch erreicht.)*
`;

export const german: PageTexts = {
  mentoring: { title: 'Was Mentoring hier heißt', body: mentoring },
  'be-a-mentor': { title: 'Jemandem weiterhelfen', body: beAMentor },
  'get-a-mentor': { title: 'Jemanden finden', body: getAMentor },
  conduct: { title: 'Nett zueinander sein', body: conduct },
  organisers: { title: 'Mit dem Organisationsteam reden', body: organisers },
};
