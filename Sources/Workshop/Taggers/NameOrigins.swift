/// Given names and surnames by origin, used to vary training texts.
struct NameOrigins {
  var given: [String]
  var surnames: [String]
  /// Whether people have only a given name.
  var isLone = false

  private init(_ given: String, _ surnames: String, isLone: Bool = false) {
    self.given = given.split(separator: ",").map { String($0.drop { $0 == " " }) }
    self.surnames = surnames.split(separator: ",").map { String($0.drop { $0 == " " }) }
    self.isLone = isLone
  }

  static let all: [NameOrigins] = [
    NameOrigins(
      "Tomasz, Agnieszka, Zbigniew, Katarzyna, Paweł, Ewa, Grzegorz, Małgorzata, Jakub, Beata",
      "Wieczorek, Sikorski, Zielińska, Wójcik, Kamiński, Pawlak, Głowacka, Sroka, Dudziak, Brzezicki, Maj, Lis"),
    NameOrigins(
      "Dmitri, Oksana, Yevgeny, Lyudmila, Bohdan, Svitlana, Ruslan, Nadezhda, Arkady, Olena",
      "Kravets, Bondarenko, Sidorov, Melnyk, Tkachuk, Voloshina, Gusev, Zakharova, Lisenko, Hrynko, Petrenko, Orlov"),
    NameOrigins(
      "Jiří, Zuzana, Radek, Vlasta, Bojan, Milica, Goran, Jelena, Dragan, Ivana",
      "Kovář, Novotný, Dvořáková, Jovanović, Petrović, Horvat, Babić, Marušić, Vuković, Hašek, Kos, Zupan"),
    NameOrigins(
      "László, Zsuzsa, Attila, Ildikó, Gábor, Andrei, Ioana, Mircea, Daniela, Plamen",
      "Bodnár, Kovács, Halász, Szabó, Balogh, Ionescu, Popa, Munteanu, Stoyanov, Dimitrov, Nagy, Radu"),
    NameOrigins(
      "Anders, Ingrid, Bjarne, Sigrid, Pekka, Aino, Lars, Solveig, Mikael, Guðrún",
      "Bergqvist, Nygaard, Lehtonen, Solheim, Aaltonen, Sunde, Lindqvist, Juhl, Winther, Niskala, Krag, Lund"),
    NameOrigins(
      "Friederike, Uwe, Jens, Gerda, Heinrich, Katja, Roland, Ursula, Matthias, Anke",
      "Hansen, Boldt, Zbinden, Thiel, Schreiner, von Arnim, Vogler, Krämer, Haas, Federer, Kolb, Baum"),
    NameOrigins(
      "Joost, Sofie, Hendrik, Nele, Arjen, Femke, Wouter, Griet, Sander, Marijke",
      "van den Berg, de Vries, Brandsma, Verstraete, Claes, van der Meulen, Hoekstra, Lambrecht, Bosch, Vos, de Wit"),
    NameOrigins(
      "Claire, Bertrand, Hélène, Marcel, Solène, Étienne, Delphine, Guy, Renée, Gilles",
      "Thévenot, Lagarde, Castaing, Duvivier, Aubert, Noiret, Corbin, Maillard, de La Tour, Roy, Lefèvre, Petit"),
    NameOrigins(
      "Paola, Matteo, Giovanna, Carlo, Chiara, Enzo, Ottavia, Sandro, Letizia, Bruno",
      "Ricci, Tosatti, Benedetti, Marchetti, Bellini, Trezzi, Galli, De Luca, Di Pietro, Conti, Sartori, Monti"),
    NameOrigins(
      "Ernesto, Rosario, Hernán, Lucía, Ramón, Pilar, Óscar, Dolores, Matías, Carmen",
      "Quispe, Mamani, Benítez, Arrieta, de la Cruz, Escobar, Basualto, Godoy, Montes, Ayala, Ríos, del Valle"),
    NameOrigins(
      "Rui, Inês, Duarte, Mariana, Nuno, Graça, Thiago, Luiza, Vítor, Conceição",
      "Saldanha, Carvalhal, Meneses, Paixão, Proença, da Silva, dos Santos, Bento, Amado, Ferraz, Reis, Pires"),
    NameOrigins(
      "Takis, Eleni, Giorgos, Despina, Nikos, Vasiliki, Levon, Nino, Davit, Salome",
      "Nikolaou, Papadakis, Stavrou, Mavros, Petrosian, Gelashvili, Lomidze, Abashidze, Sargsyan, Vlachos, Melik"),
    NameOrigins(
      "Zehra, Osman, Mehmet, Elif, Emre, Rustam, Aigerim, Timur, Gulnara, Bakyt",
      "Güneysu, Yılmaz, Öztürk, Demir, Akhmetov, Nazarova, Karimov, Bakır, Şahin, Dzhaksybekov, Usenov"),
    NameOrigins(
      "Khalid, Rima, Marwan, Amina, Yousef, Hawa, Tarek, Leila, Ziad, Nour",
      "al-Rashid, Khoury, Sleiman, Haddad, Hafez, al-Masri, bin Nasser, Tannous, Warsame, Farah, Benali, el-Sayed"),
    NameOrigins(
      "Shirin, Reza, Parviz, Nasrin, Farhad, Zarif, Hamida, Gul, Noa, Eitan",
      "Mohammadi, Rezaei, Ahmadzai, Mohib, Karimi, Afridi, Shalev, Ben-David, Tehrani, Rahmani, Levi, Hosseini"),
    NameOrigins(
      "Anwarul, Rehana, Priya, Sanjay, Kalpana, Nadeem, Zakia, Harpreet, Sunita, Deepak",
      "Chowdhury, Begum, Deshmukh, Iyer, Lashari, Soomro, Gill, Gurung, Thapa, Chatterjee, Rao, Nair"),
    NameOrigins(
      "Dilan, Chandika, Aravinda, Sulistyo, Ketut, Maya, Budi, Siti, Nurul, Renato",
      "Weerasinghe, Perera, Silva, Wirawan, Kartika, Lestari, Suarta, Abdullah, Hadi, Salonga, Cruz, Abella"),
    NameOrigins(
      "Somchai, Anong, Sok, Pisey, Aung, Khin, Thaksin, Malee, Chan, Sophea",
      "Vongsa, Suthep, Pisey, Kyaw, Myint, Chea, Srisai, Phanit, Win, Rattanakul, Htun, Sarit"),
    NameOrigins(
      "Nguyen, Tran, Le, Pham, Hoang, Vo, Dang, Bui",
      "Thi Lan, Van Minh, Thi Hoa, Quoc Tuan, Van Khai, Thanh Tam, Duc Anh, Thi Mai", isLone: true),
    NameOrigins(
      "Luo, Zhao, Wang, Chen, Lin, Hua, Shu, Xu, Liang, Zhou",
      "Jianguo, Wenli, Xiaomei, Meng, Yilai, Li, Weiping, Zihan, Dongsheng, Na, Hui, Guoqiang", isLone: true),
    NameOrigins(
      "Park, Kim, Lee, Choi, Cho, Jung, Kang, Yoon",
      "Ji-hoon, Min-jun, Seo-yeon, Hye-jin, Sung-ho, Eun-ji, Tae-woo, Soo-kyung, Dong-hyun", isLone: true),
    NameOrigins(
      "Haruka, Kenji, Yuki, Takeshi, Akiko, Hiroshi, Naomi, Satoru, Emi, Daisuke",
      "Nishimura, Tanaka, Okada, Fujimoto, Watanabe, Kuroda, Hayashi, Ishii, Matsui, Ono, Sakamoto", isLone: true),
    NameOrigins(
      "Ngozi, Emeka, Adama, Chinedu, Aisha, Tunde, Kachalla, Folake, Ibrahim, Yetunde",
      "Okonkwo, Nwosu, Bello, Abdulkarim, Adeyemi, Eze, Danjuma, Oyelaran, Bukar, Balogun, Obi, Sumonu"),
    NameOrigins(
      "Kofi, Abena, Kwame, Fatoumata, Idrissa, Boubacar, Evariste, Mariam, Cheikh, Aminata",
      "Asante, Owusu, Ampadu, Traoré, Touré, Sylla, Sawadogo, Diop, Compaoré, Mensah, Boateng, Ba"),
    NameOrigins(
      "Juma, Ruth, Wekesa, Martha, Joseph, Berhanu, Tigist, Selam, Legesse, Hirut",
      "Odhiambo, Chebet, Kilonzo, Tesfaye, Bekele, Desta, Wolde, Mwangi, Girma, Ayele, Kamau, Njeri"),
    NameOrigins(
      "Mutale, Given, Thandiwe, Sipho, Nomsa, Elijah, Godefroid, Constant, Justin, Antony",
      "Chanda, Lubinda, Nkosi, Dlamini, Phiri, Kabwela, Lukusa, Ndima, Bahati, Mwalu, Zulu, Moyo"),
    NameOrigins(
      "Hemi, Wiremu, Tegan, Siosaia, Mele, Sione, Keoni, Litia, Aroha, Tevita",
      "Parata, Hoani, Tipene, Tupou, Fifita, Kealoha, Vakatawa, Taufa, Ngata, Rarotonga, Rangi"),
    NameOrigins(
      "Moira, Angus, Siobhán, Ciarán, Rhiannon, Fergal, Deirdre, Hamish, Noreen, Gethin",
      "Galbraith, Penrose, Tighe, Duffy, Pugh, O’Hanlon, McAllister, MacLeod, Ó Briain, Lavender, Kerr, Reid"),
  ]
}
