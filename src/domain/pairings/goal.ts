/** What each of the two is after. Both sides have goals, and both people look after all of them. */

export const mostGoals = 20;
export const mostSteps = 20;
export const longestGoal = 200;

/** True where one more may be added beside those that are there. */
export const hasRoomFor = (there: number, most: number): boolean => there < most;
