import type { PageTexts } from './community-page.ts';

const mentoring = `Mentoring here is two people helping each other along. A chat now and then. A second look at each other’s code. Someone to ask before you’ve been stuck all afternoon. Nobody gives you a mark, and nobody is in charge of you.

## Two people, side by side

We don’t have masters and apprentices. Somebody who has written Go for nine years might never have touched CSS grid, and the person who just explained CSS grid to them might be writing their first Go this week. Both of them know something. Both of them are learning. That’s why the list shows what people would love to learn right next to what they’re happy to share, and why “I could help you with this, if you help me with that” is a perfectly good way to begin.

You’ll see three words beside a skill: *curious*, *comfortable* and *confident*. They say how somebody feels about it. They aren’t grades, and nobody checks them.

## What people do together

- **Meet now and then.** Weekly, monthly, or whenever you both have half an hour. How often is up to the two of you, and you can change it.
- **Look at each other’s code.** Not to find faults, but to say what’s good, what’s confusing, and what you’d try instead.
- **Ask each other things.** Knowing one person who won’t mind the question is worth a lot of documentation.

Pick one of these or all three. Most people start with just one chat and see how it feels.

## Nothing is permanent

Pairings end. People get busy, or find out what they wanted to know, or would like to learn from somebody with other skills. Sometimes two people simply don’t click. All of that is normal, either of you can stop at any time, and you don’t owe anyone a reason. There are no ratings and no public numbers about anybody, so there’s nothing to lose by trying.

## Money

Some people charge for their time and some don’t. There are good reasons both ways. Whatever it is, it’s on their profile before you write, so it’s never awkward. We don’t handle money and don’t take a share.

## Who can see what

The list of people with time for somebody is for members, unless this community has chosen to open it. What two people write to each other stays between the two of them. Organisers see counts, like how many people are waiting, and whatever somebody chooses to report to them. Each field of your profile says who can see it.
`;

const beAMentor = `If you’re willing to share what you’re confident in, and to try and help where you can, you can do this. That’s the whole list of requirements.

## You don’t have to be an expert

Think of the thing you finally understood half a year ago. You still remember what was confusing about it, and that makes you better at explaining it than somebody who learned it in 2004. You’re allowed to say “I don’t know, let’s find out” as often as it’s true. You’ll be surprised how much you learn by explaining.

## How it works

1. **Fill in your profile.** A few lines in your own words, what you’re happy to share, and what you’d like to learn yourself. Say how you feel about each skill: curious, comfortable or confident.
2. **Mark some hours.** Roughly when you usually have time, in your own time zone. The list works out the overlap with everyone else’s hours.
3. **Tick “Available for mentoring”.** Say how many people you have room for, what you’re up for (meeting, looking at code, answering questions, swapping skills), and about how soon you usually reply. Room for one is plenty.

From then on people can find you. When life gets busy, untick the box. You’re off the list straight away and nobody is told.

Every few months we ask whether you’re still around. One click says yes. If we hear nothing, the tick goes off by itself, quietly, so that nobody writes into the void. You can tick it again whenever you like.

## When somebody writes

Answer in a line or two. “Yes, let’s have a chat” is a good answer, and so is “I’m full up at the moment.” *No* is a complete answer and it’s kinder than silence. If you know somebody who’d fit better, say so.

## A first chat

Half an hour is enough. Ask what they’re working on and what’s getting in the way. Say what you’d like to learn, too. At the end, decide together whether to do it again, how often, and how quickly questions should get an answer. If one chat was all it needed, that’s a success.

## Looking at somebody’s code

Start with what works. Ask what they’d like you to look at, and leave the rest alone. Say why you’d change something, and say when it’s only taste.

## Keeping it light

You’re not responsible for anyone’s career. You don’t have to prepare lessons or know the answer. Charging for your time is fine, and so is doing it for nothing; just say which before you begin. And if you’d like to stop, for any reason or none, you can. That’s built in.
`;

const getAMentor = `You don’t need a plan, a project or a good reason. “I’d like to get better at testing and I don’t know where to start” is enough.

## Finding someone

Have a look at who’s around. You can look for a skill or a name, and narrow the list down by what people would like to learn, by languages, by what they’re up for, by whether they charge, and by how many hours a week you’d both have time. Nobody is at the top because they’re more important: people who fit what you’re looking for come first, and after that the order is shuffled every day.

A few things worth reading on a profile:

- **Their own words.** They say more than a list of skills.
- **What they’d love to learn.** You might be able to give something back. It’s nice to say so, but it isn’t a condition.
- **Room, and how soon they usually reply.** Everyone on the list has said recently that they have time.
- **Free, or what it costs.** You’ll always know before you write.

You can save people you like for later. You can also mark somebody as not for you. They never find out about either.

## Writing to somebody

A few lines is plenty. Write it the way you’d write to someone you met at the last meetup:

- What would you like to get better at?
- What are you working on at the moment? The real, messy version is more useful than the tidy one.
- How would you like to start? One chat is the easiest thing to say yes to.

You don’t have to sell yourself, and please don’t apologise for being a beginner. Everyone here is, at something.

## If it’s a no

It’s nearly always about time and hardly ever about you. People fill up, move house, have a deadline. Nothing is counted against anyone. Write to the next person; your words are still good.

## Making the most of it

- Bring one question. Small ones are best.
- Show what you’ve tried, even if it’s broken.
- Say what kind of help you’d like: a hint, a second opinion, or company while you work it out.
- If you can’t make it, say so early. It happens to everyone.
- Tell them what came of it. It’s the best thank-you there is.

## When it’s done

Maybe you’ve learned what you came for. Maybe you’d like somebody with other skills, or it never quite worked. Wrap it up and thank them if you like. Either of you can do that at any time without giving a reason, and nobody keeps score. Perhaps somebody is looking for what you know by then.
`;

const conduct = `This is a place where people show each other what they don’t know yet. It only works if that’s safe. So this is what we ask of everyone, organisers included.

## Please do

- **Be kind, especially about code.** Say what’s good as well as what could change. Talk about the code and not about the person.
- **Assume people mean well,** and ask when you’re not sure.
- **Turn up, or say that you can’t.** A line is enough.
- **Take no for an answer** the first time, without asking for a reason.
- **Keep what you hear to yourself.** What somebody tells you, shows you or asks you stays between the two of you unless they say otherwise. That goes for their employer’s code, too.
- **Use the name and the pronouns people give you.**
- **Say before you begin whether you charge,** and stick to it.

## Please don’t

- Harass, threaten, insult or belittle anybody, here or anywhere else you met through here.
- Make jokes or remarks about somebody’s gender, sexuality, disability, looks, body, race, origin, religion, age, or how much they know.
- Flirt, or ask for dates. This isn’t the place, even if you’re being nice about it.
- Keep writing to somebody who has stopped answering, or try to reach them another way after a pairing has wrapped up.
- Use first notes to sell, to recruit, or to collect people’s details.
- Pretend to be somebody else, or to be of age when you aren’t.
- Put anybody under pressure to go on, to pay, to meet in person, or to explain why they stopped.

## If something isn’t right

You don’t have to be sure, and it doesn’t have to be serious. Tell an organiser. If it’s about an organiser, tell another one. They will read what you choose to share and nothing else. They’ll listen first, they won’t tell anybody who said it, and they’ll let you know what they did.

Depending on what happened an organiser may have a word with somebody, ask them to stop writing to people for a while, or ask them to leave. They’ll say why, and the person can ask for a second opinion.

## If you got something wrong

Everyone does. Say sorry, mean it, and do it differently next time. That’s usually the end of it.
`;

const organisers = `A few members look after this place in their spare time. They let people in, keep these pages up to date, tidy the list of skills, and listen when something isn’t right.

## What you can talk to them about

- You can’t sign in, or a letter with your link never arrived.
- Somebody made you feel uncomfortable. You don’t have to be sure about it.
- A skill is missing, is there twice, or has an odd name.
- You’ve been looking for somebody for a while and can’t find anyone.
- You’d like to help run this.

## What they can see

Profiles, counts, and anything that somebody reports to them. They don’t see what two people write to each other, or the notes, questions and code that two people share. What they do as organisers is written down, and the other organisers can read it.

## How to reach them

Ask in the place where this community usually talks, or catch one of them at the next meetup. *(Organisers: this page is yours. Write down here who you are and how people can reach you.)*
`;

export const english: PageTexts = {
  mentoring: { title: 'What mentoring means here', body: mentoring },
  'be-a-mentor': { title: 'Be a mentor', body: beAMentor },
  'get-a-mentor': { title: 'Get a mentor', body: getAMentor },
  conduct: { title: 'Being kind here', body: conduct },
  organisers: { title: 'Talk to an organiser', body: organisers },
};
