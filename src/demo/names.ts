import type { Dice } from './dice.ts';

/** A name and the pronouns that go with it; pronouns are '' where someone would rather not say. */
export interface NamedPerson {
  readonly name: string;
  readonly pronouns: string;
}

/**
 * Given names (she, he, anyone) and family names. The family names are mostly invented, after the
 * sound of their language, so that nobody real is meant. `_` is a space within a name.
 */
const lists: Readonly<Record<string, readonly [string, string, string, string]>> = {
  english: [
    'Juno Beatrix Harriet Winnie Marigold Tabitha Nell Imogen Sadie Clementine Hattie Rosalind Maeve Opal',
    'Barnaby Jasper Wilf Ambrose Linus Rupert Silas Otis Arlo Percival Monty Clyde Hugo Desmond',
    'Robin Sage Rowan Marlowe Quinn Ellis Wren Indigo',
    'Abernathy Winterbourne Mossgrove Kestrelby Thistlewood Harrowgate Pennyfield Larkwhistle Moorwick Brackenridge Copperfell Tidesley Ashdown-Pell Fernsby Quillfeather Marlpit Stonebridge Hollowell Greengrass Oatway Pemberly-Voss Saltmarsh',
  ],
  irish: [
    'Saoirse Aoife Niamh Gráinne Clodagh',
    'Cormac Fiachra Oisín Tadhg Lorcan',
    'Darragh Rory Shea',
    'Mac_Giolla_Bán O’Fernagh Ní_Bhrackan O’Tarrow Mac_Dwyerin O’Mellifont Kilbrannish',
  ],
  german: [
    'Frieda Ilse Wiebke Annegret Svenja Leonie Katharina Mirjam Edda',
    'Konrad Joris Thilo Matthis Lorenz Henning Ruprecht Valentin Bengt',
    'Kim Toni Sascha',
    'Quandt-Berg Weidenlohe Sturmvogel Haselgrund Tannhuber Kupferbach Moosleitner Wiesenthaler Brombeerle Ottensoos Grünspecht Lindwurmer Himmelreuther Kranichfeld',
  ],
  french: [
    'Odile Capucine Manon Solène Apolline Mireille Océane Garance',
    'Bastien Théophile Augustin Gaspard Loïc Florent Corentin Anselme',
    'Camille Claude Dominique',
    'Ferrimont Bellefontaine de_la_Brume Chantecaille Montclair-Duvivier Roussignol Petitpas Vergnolet Larivaude Boissonnière Clairmarais Tourneciel',
  ],
  spanish: [
    'Itziar Macarena Pilar Nuria Leire Rocío Candela Amaia',
    'Iker Gonzalo Jacinto Unai Salvador Teo Fermín Rodrigo',
    'Guadalupe Ariel Noa',
    'Piedrahonda Valdelumbre Aldecoaz Villaserena Montealegrín Robledino Fuentespina Solabarrieta Carrascedo Ibarmendi',
  ],
  latin: [
    'Ximena Valentina Yesenia Renata Paloma Soledad Marisol Antonella',
    'Mateo Emiliano Joaquín Leandro Ezequiel Tomás Facundo Wilmer',
    'Ángel Cruz Alexis',
    'Quispe-Arana Montenegro-Luz Altamirano_Vela Cordobán Huarcaya-Soto Riverol Santibáñez Lunafuerte Ocampo-Rey Zárrate Palomino_Vives Belgrado',
  ],
  portuguese: [
    'Iracema Beatriz Luzia Jandira Thaís Madalena Benedita Inês',
    'Caetano Tiago Heitor Davi Afonso Raimundo Otávio Vicente',
    'Darci Ariel Jaci',
    'Vasconcel Mirandela Figueirôa Ventura-Prado Serralheiro Carvalhosa Pontes-Negrão Alvoredo Montenaro Laranjeira_Pinto Brisamar',
  ],
  italian: [
    'Ginevra Fiammetta Ludovica Ornella Mariangela Noemi',
    'Ettore Lapo Tancredi Gaetano Raniero Saverio',
    'Andrea Celeste Nicola',
    'Montebruno Fiordaliso Campanalta Bellarosa Serravento Casagrigia Passerotti Lunardelli Vallescura Tramontano-Riva',
  ],
  dutch: [
    'Maartje Femke Liesbeth Sanne Hanneke',
    'Joost Wouter Sietse Thijs Klaas-Jan',
    'Robin Jip Bo',
    'van_der_Weide Zeegers-Blom Hooivelt de_Reiger van_Dijkenrode Korenaar Wilgenbosch ter_Molenbeek',
  ],
  nordic: [
    'Astrid Solveig Ragnhild Tove Ingeborg Sunniva Freja',
    'Torbjørn Halvard Leif-Erik Eskil Sindre Gustav Viggo',
    'Kim Mio Storm',
    'Havstrøm Björkelund Fjelldal Nordanvik Steinsrud Granholt Lyngbakke Ekeberg-Sol Dalhaug Vinterqvist',
  ],
  finnish: [
    'Aino Päivi Kerttu Liisa Helmi',
    'Väinö Eero Tapio Urmas Kalevi',
    'Lumi Rain Sade',
    'Koivuranta Sinijärvi Metsäpuro Kuuskallio Tuulikangas Rannametsa',
  ],
  polish: [
    'Zofia Jadwiga Kalina Bogna Wisława Halszka',
    'Kazimierz Bartosz Zbyszko Wawrzyniec Gniewko Leszek',
    'Sasza Misza Alex',
    'Wiśniogórska Zielonkiewicz Brzozowiak Gwiazdecka Kruczewska Dąbrówko Łąkiewicz Modrzejak',
  ],
  slavic: [
    'Milica Vesna Bohdana Ludmila Zdenka Danica Jarmila',
    'Ondřej Zvonimir Dragan Radovan Květoslav Vuk Tadeáš',
    'Saša Vanja Nikola',
    'Holubec Vrbický Jasenovac Slavíčkov Podgorin Kovarić Medvedev-Ilić Rosomak Zelenkov Havránek_Mlýnský',
  ],
  hungarian: [
    'Boglárka Réka Zsófia Tünde',
    'Gergő Zoltán Benedek Ákos',
    'Sári Alex',
    'Fehérvölgyi Szarvasdi Erdőházi Galambosi Kökényes',
  ],
  romanian: [
    'Mirela Ioana Smaranda Ruxandra Ileana',
    'Dragoș Horia Vlad Răzvan Septimiu',
    'Mihaela Gabi Alex',
    'Dunaforte Codreanu-Vale Brădescu Munteanschi Lupașcu Florincea',
  ],
  greek: [
    'Ελένη Δανάη Καλλιόπη Μυρτώ Θεανώ',
    'Στέφανος Οδυσσέας Λεωνίδας Άρης Φώτης',
    'Άλεξ Χάρις',
    'Θαλασσινού Πευκάκη Ελαιώνα Γλαροπούλου Κυπαρίσση Μελισσάρη',
  ],
  cyrillic: [
    'Оксана Соломія Мирослава Ярина Десислава',
    'Тарас Остап Богдан Любомир Святослав',
    'Саша Женя Валя',
    'Калиновська Вербенко Лелека Дністровська Журавленко Полинська Зорянець',
  ],
  turkish: [
    'Defne Elif Gülbahar Nazlı Çiğdem',
    'Kerem Orhan Yiğit Barış Tarkan',
    'Deniz Evren Umut',
    'Karadeniz-Ulu Yıldırgan Çamlıbel Akdoğmuş Gökçeada Sarıçiçek Kestaneli',
  ],
  arabic: [
    'Amina Soraya Yasmine Rania Hanan Salma',
    'Idris Karim Tarek Younes Bilal Hichem',
    'Nour Jude Rayan',
    'Benhadir al-Masri-Noor Zaytouni el-Fassouni Bouhayat Rihani Qamarzad al-Bahriya',
  ],
  arabicscript: [
    'ليلى سلمى هالة مريم',
    'ياسر عمر سامي طارق',
    'نور ريان',
    'الزيتوني البحراوي النخلاوي القمري الورداني',
  ],
  hebrew: [
    'Tamar Yael Noga Shira',
    'Eitan Amos Boaz Lior',
    'Gal Noam Tal',
    'Har-Zayit Ben-Arazim Gefen-Or Shaked_Barkan Rimonim',
  ],
  persian: [
    'Shirin Golnaz Parisa Mahsa Roxana',
    'Dariush Kaveh Arash Siavash Behrouz',
    'Omid Mehr',
    'Golestanipour Baharloo Sepidrood Anarian Kuhestani Zarrinfar',
  ],
  georgian: [
    'Nino Tamta Keti',
    'Luka Zurab Giorgi',
    'Gela Sandro',
    'Vazhadze Mtkvarishvili Okroshidze Tsiskarauli',
  ],
  indian: [
    'Ananya Meenal Rukmini Ishita Priyanka Vasudha Nandini Kavya',
    'Ravindra Arjun Devendra Harsh Nikhil Siddharth Omkar Ishaan',
    'Kiran Jyoti Simran Chandan',
    'Deshmukh-Rao Chandravat Malhotrin Kulkarnish Banyankar Saptarishi Neelakanth Ambekar Vanamali Trivenik Pushkarna',
  ],
  devanagari: [
    'अनन्या मीरा सुनीता कविता',
    'अर्जुन रोहन दीपक विवेक',
    'किरण ज्योति',
    'हिमालयी चन्द्रवंशी सरोवर पर्वतकर वनमाली',
  ],
  tamil: [
    'Kavitha Malarvizhi Yazhini Thamarai',
    'Senthil Iniyan Kumaran Nilan',
    'Mani Anbu',
    'Kadalarasan Malaiyappan Thendralan Poonguzhali Vaanathi',
  ],
  bengali: [
    'Anindita Mousumi Sharmila Tithi',
    'Anirban Tanvir Shaon Rafiq',
    'Joy Mukta',
    'Nodirpar Shalikbagan Meghnad-Roy Kashphul Padmabati',
  ],
  urdu: [
    'Zainab Mahnoor Saba Areeba',
    'Bilal Hamza Zeeshan Farhan',
    'Noor Sahar',
    'Chinarwala Gulistani Darya-Khanzai Mahtabuddin Safedposh',
  ],
  burmese: [
    'Thiri Hnin_Wai Su_Myat',
    'Zaw_Min Kyaw_Htet Aung_Naing',
    'Nyein Moe',
    'Oo Thandar Myint-Shwe Lwin',
  ],
  vietnamese: [
    'Ngọc_Lan Thuỳ_Dương Bích_Hà Minh_Châu',
    'Quốc_Bảo Đức_Anh Hoàng_Long Việt_Hùng',
    'An Khánh Minh',
    'Nguyễn-Sen Trần_Lê Đặng_Thu Phạm-Hồ Lý_Sơn',
  ],
  thai: [
    'Ploypailin Siriporn Kanya',
    'Anurak Somchai Kittisak',
    'Mali Fah',
    'Saengthongkul Rattanamalee Chaophraya Dokmaikul',
  ],
  indonesian: [
    'Dewi_Ayu Sekar Kirana Nurul Aisyah',
    'Bayu Wayan Arief Yudistira Hafiz',
    'Tri Putu Kadek',
    'Lautnusa Gunawijaya Samudranto Melatiningsih Kelapandra bin_Rusli',
  ],
  filipino: [
    'Maricel Luningning Althea Ligaya',
    'Jomar Crisanto Benjie Makisig',
    'Dakila Bituin',
    'Dalampasigan Bayani-Cruz Alapaap Mayumihan Tagumpay',
  ],
  chinese: [
    'Xiaoyun Mei-Lin Ruoxi Yating Qinghe',
    'Zihan Jianyu Haoran Wei-Chen Boyang',
    'Lan Xin Yu',
    'Shuangmu Ou-Yangtian Linhai Baiyun Zhu-Meng Qiushui Songhe',
  ],
  korean: [
    'Seo-yeon Ha-eun Ji-woo Bo-ram',
    'Min-jun Do-hyun Tae-yang Sung-ho',
    'Haneul Bada Sol',
    'Namgung-Hae Baekdu Seonwoo-Bit Dokgo Jegal-Won',
  ],
  japanese: [
    'Chihiro Natsuko Sakura Yukari Fumiko',
    'Daisuke Kenta Shinobu Takumi Isamu',
    'Hikaru Makoto Nagi',
    'Tsukimori Hoshikawa Umibe-Larsen Shiroyanagi Kazamaki Yukinohara',
  ],
  japanesescript: [
    '千尋 夏子 由香里 文',
    '大輔 健太 拓海 勇',
    '光 誠 凪',
    '月森 星河 白柳 風巻 雪野原',
  ],
  westafrican: [
    'Adaeze Ngozi Folasade Abena Efua Yetunde Amarachi',
    'Kweku Chidubem Babatunde Kojo Obinna Olumide Yaw',
    'Temi Dayo Ife',
    'Okoro-Vale Larksong Adeyinwale Ofori-Tide Nwachisom Bamigboye-Ray Asantewood Ekwuemeka Odunlade',
  ],
  eastafrican: [
    'Wanjiru Makena Hirut Selam Achieng',
    'Kamau Barasa Dawit Yonas Otieno',
    'Neema Imani Tumaini',
    'Mwangaza Kilimandege Nyotaweli Tesfabirhan Bahariwe Wendimagegn',
  ],
  southafrican: [
    'Thandeka Lindiwe Nomvula Annelie',
    'Sipho Bongani Pieter-Jan Themba',
    'Lerato Kagiso',
    'Nkanyezi Mthunziwe van_Rietvlei Lwandlana Bergstroom-Dube',
  ],
  maori: [
    'Aroha Marama Hinewai Moana',
    'Tāne Wiremu Rangi Kauri',
    'Kiri Manaia',
    'Te_Moananui Rangitoka Pōhutukawa-Reid Waimarie Tūīwhare',
  ],
};

const given = new Map(Object.entries(lists).map(([list, parts]) => [list, parts.map(words)]));

function words(text: string): string[] {
  return text.split(' ').map((word) => word.replaceAll('_', ' '));
}

/** Languages that put the family name first when written in their own script. */
const familyFirst = new Set(['japanesescript']);

/** A name that fits one of the lists, most often the first; now and then two family names. */
export function drawName(dice: Dice, fitting: readonly string[]): NamedPerson {
  const list = dice.chance(0.06) ? dice.pick([...given.keys()]) : dice.pick(fitting);
  const [she = [], he = [], anyone = [], family = []] =
    given.get(list) ?? given.get('english') ?? [];
  const kind = dice.weigh(['she', 'he', 'anyone'], (each) => (each === 'anyone' ? 14 : 43));
  const first = dice.pick(kind === 'she' ? she : kind === 'he' ? he : anyone);
  const last = dice.pick(family);
  const isJoined = /[\s-]/.test(last) || !/^[A-Z]/.test(last);
  const second = !isJoined && dice.chance(0.09) ? dice.pick(family) : last;
  const surname = second === last || /[\s-]/.test(second) ? last : `${last}-${second}`;
  return {
    name: familyFirst.has(list) ? `${surname} ${first}` : `${first} ${surname}`,
    pronouns: drawPronouns(dice, kind),
  };
}

function drawPronouns(dice: Dice, kind: string): string {
  if (dice.chance(0.22)) return '';
  if (kind === 'she') return dice.chance(0.1) ? 'she/they' : 'she/her';
  if (kind === 'he') return dice.chance(0.1) ? 'he/they' : 'he/him';
  return dice.pick(['they/them', 'they/them', 'she/her', 'he/him']);
}
