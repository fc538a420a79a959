// What is said about listening, whoever listens.

export const LISTENING = "Listening. Press again when you have said it.";
export const CHECK = "Check the words, then say it.";
export const FULL = "That is as much as one turn holds. What you said until then is written down. ";
export const NOTHING = "Nothing could be heard. Check the microphone and say it again, or type it.";
export const REFUSED = "The microphone is not allowed here. Allow it for this page, or type.";
export const MISSING = "No microphone was found. Plug one in and try again, or type.";
export const FAILED = "The microphone stopped working. Say it again, or type it.";

/** The longest that is listened to at once, in milliseconds: about as long as 4,000 characters take to say. */
export const LONGEST = 5 * 60 * 1000;
