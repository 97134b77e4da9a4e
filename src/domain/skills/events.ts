/** An organiser said that two skills are one; members who had the first now have the second. */
export interface SkillsMerged {
  name: 'SkillsMerged';
  fromId: string;
  intoId: string;
}
