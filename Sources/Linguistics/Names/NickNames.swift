internal import Knowledge

/// Short forms of given names. Two names of one group may belong to the same person.
enum NickNames {
  private static let groups: [UInt64: Set<Int>] = {
    var groups: [UInt64: Set<Int>] = [:]
    for (number, group) in lists.enumerated() {
      for word in group.blankParted { groups[WordHash.folded(String(word)), default: []].insert(number) }
    }
    return groups
  }()

  /// Whether two given names may be forms of the same name.
  static func same(_ a: UInt64, _ b: UInt64) -> Bool {
    guard let first = groups[a], let second = groups[b] else { return false }
    return !first.isDisjoint(with: second)
  }

  /// Whether a name is a short form of another.
  static func isShort(_ short: UInt64, of full: UInt64) -> Bool {
    guard let groups = fullForms[full], short != full else { return false }
    return !(self.groups[short] ?? []).isDisjoint(with: groups)
  }

  /// The groups in which a name is the full form.
  private static let fullForms: [UInt64: Set<Int>] = {
    var forms: [UInt64: Set<Int>] = [:]
    for (number, group) in lists.enumerated() {
      if let full = group.blankParted.first { forms[WordHash.folded(String(full)), default: []].insert(number) }
    }
    return forms
  }()

  /// Groups of a full form and its short forms.
  private static let lists = [
    "william bill billy will willie liam", "robert bob bobby rob robbie bert", "richard dick rick ricky rich richie",
    "james jim jimmy jamie jas", "john jack johnny jon", "jonathan jon jonny johnny", "edward ed ted ned eddie teddy",
    "edwin ed eddie", "edmund ed eddie", "theodore ted teddy theo", "margaret peggy maggie meg marge madge",
    "elizabeth liz beth betty betsy eliza lizzie libby lisa", "katherine kate kathy katie kitty kath", "kathryn kate kathy katie",
    "kathleen kate kathy katie kath", "catherine kate cathy katie cath cat", "charles chuck charlie chas", "charlotte charlie lottie",
    "henry hank harry hal", "joseph joe joey jo", "josephine jo josie", "joanna jo", "joanne jo",
    "michael mike mick mickey mikey mick", "thomas tom tommy", "anthony tony ant", "antonio tony toni", "antonia toni",
    "andrew andy drew", "andrea andy", "patrick pat paddy", "patricia pat patty trish tricia", "lawrence larry laurie",
    "laurence larry laurie", "francis frank fran", "frances fran frankie", "franklin frank", "bernard bernie", "bernadette bernie",
    "barack barry", "barry baz", "timothy tim timmy", "david dave davey", "daniel dan danny", "danielle dani", "stephen steve stevie",
    "steven steve stevie", "stephanie steph stevie", "kenneth ken kenny", "gregory greg", "ronald ron ronnie", "veronica ronnie",
    "donald don donny donnie", "deborah debbie deb debra", "susan sue susie suzy", "suzanne sue susie suzy", "rebecca becky becca",
    "jennifer jen jenny", "alexander alex sandy al xander sasha lex", "alexandra alex sandra sasha lexi", "alexis alex lexi",
    "nicholas nick nicky nico", "nicola nicky", "nicole nicky", "michelle shelly", "samuel sam sammy", "samantha sam sammy",
    "benjamin ben benny benji", "matthew matt matty", "christopher chris topher kit", "christine chris chrissy tina",
    "christina chris chrissy tina", "christian chris", "victoria vicky vicki tori", "victor vic", "virginia ginny",
    "dorothy dot dottie", "eugene gene", "gerald jerry gerry", "gerard gerry jerry", "geraldine gerry", "geoffrey geoff",
    "jeffrey jeff", "jeremy jerry jez", "jeremiah jerry", "harold hal harry", "leonard len lenny leo", "leonardo leo", "peter pete",
    "raymond ray", "walter walt wally", "zachary zach zack", "nathaniel nate nathan nat", "nathan nate nat", "natalie nat",
    "natasha tash", "jacob jake", "albert al bert", "alfred al fred alf alfie", "alan al", "allan al", "allen al",
    "frederick fred freddie freddy", "arthur art artie", "abraham abe", "abigail abby gail", "adam ad", "agatha aggie", "agnes aggie",
    "amanda mandy", "angela angie ange", "arnold arnie", "augustus gus", "barbara barb babs barbie", "bartholomew bart",
    "beatrice bea trixie", "beatrix bea trixie", "belinda bel", "bradley brad", "bridget bridie", "cameron cam", "camilla milla",
    "carolyn carol", "caroline carol carrie caro", "cecilia cece", "clifford cliff", "clinton clint", "constance connie",
    "cornelius neil", "cynthia cindy", "dennis denny", "desmond des", "dominic dom", "douglas doug", "duncan dunc",
    "eleanor ellie nell nora", "emily em emmy", "ernest ernie", "florence flo flossie", "gabriel gabe", "gabrielle gabby",
    "gillian gill", "gordon gord", "grace gracie", "graham gray", "gustav gus", "helen nell", "herbert herb bert", "hubert bert",
    "howard howie", "hugh hughie", "ian iain", "irving irv", "isabel izzy bella", "isabella izzy bella", "jacqueline jackie jacqui",
    "janet jan", "janice jan", "jason jay", "jessica jess jessie", "joel jo", "jordan jordy", "joshua josh", "judith judy jude",
    "julian jules", "julia jules", "juliet jules", "justin jus", "kimberly kim", "kimberley kim", "leslie les", "lester les",
    "lewis lew lou", "louis lou louie", "louise lou", "lucas luke", "luther lou", "madeleine maddy", "madeline maddy", "malcolm mal",
    "marcus marc", "marjorie marge", "martin marty", "martha marty", "marvin marv", "maurice mo", "maureen mo", "maximilian max",
    "maxwell max", "maxine max", "melanie mel", "melissa mel", "mitchell mitch", "mohammed mo", "mohamed mo", "montgomery monty",
    "morris mo", "nancy nan", "neville nev", "norman norm", "oliver ollie", "olivia liv livvy", "oscar oz", "pamela pam",
    "penelope penny", "philip phil", "phillip phil", "philippa pip pippa", "phyllis phyl", "priscilla cilla", "prudence pru",
    "rachel rach", "rafael rafa", "randall randy", "randolph randy", "reginald reg reggie", "rodney rod", "roderick rod rory",
    "roger rog", "roland rollo", "rosemary rosie", "rudolph rudy", "rudolf rudy", "russell russ rusty", "ruth ruthie",
    "sandra sandy", "sarah sally sadie", "sebastian seb", "shirley shirl", "sidney sid", "sydney syd", "simon si", "solomon sol",
    "stanley stan",
    "stewart stu", "stuart stu", "sylvester sly", "terence terry", "terrence terry", "theresa terry tess", "teresa terry tess",
    "tobias toby", "tracey trace", "ursula ursie", "valerie val", "vanessa nessa", "vernon vern", "vincent vince vinny", "vivian viv",
    "vladimir vlad volodya", "volodymyr vova", "wesley wes", "wilfred wilf", "winifred winnie", "winston win", "yevgeny zhenya",
    "yvonne eve", "xavier xavi", "francisco paco pancho", "jose pepe", "ignacio nacho", "guillermo memo", "enrique quique",
    "roberto beto", "alejandro ale", "eduardo edu lalo", "giuseppe beppe", "giovanni gianni", "johannes hans jan", "johann hans",
    "wilhelm willi", "friedrich fritz", "heinrich heinz", "dmitry dima", "dmitri dima", "mikhail misha", "aleksandr sasha",
    "ekaterina katya", "maria masha", "ivan vanya", "sergei seryozha", "konstantin kostya", "pavel pasha",
  ]
}
