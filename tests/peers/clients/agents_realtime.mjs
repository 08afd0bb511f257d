// npm `@openai/agents-realtime`: a RealtimeSession over its WebSocket transport, the strictest reader of events.

import { readFileSync } from 'node:fs';
import { OpenAIRealtimeWebSocket, RealtimeAgent, RealtimeSession, tool } from '@openai/agents-realtime';
import { z } from 'zod';

const LONG_TEXT =
  'Kyoto lies in the west of Japan, between the mountains of Kansai. It was the seat of the emperor for more than ' +
  'a thousand years, and it has kept its temples, its gardens and its narrow streets of wooden houses.';
const [baseUrl, apiKey, questionFile] = process.argv.slice(2);
const question = readFileSync(questionFile);
const silence = Buffer.alloc(48_000);
const checks = {};
const check = (name, passed, seen) => {
  checks[name] = passed ? true : String(seen === undefined ? 'no' : JSON.stringify(seen)).slice(0, 600);
};
const until = async (condition, seconds = 30) => {
  const end = Date.now() + seconds * 1000;
  while (!condition()) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
};

async function trial() {
  const shown = [];
  const showOnMap = tool({
    name: 'show_on_map',
    description: 'Show a city or place on the map',
    parameters: z.object({ place: z.string().describe('Name of the place') }),
    execute: async ({ place }) => {
      shown.push(place);
      return LONG_TEXT;
    },
  });
  const agent = new RealtimeAgent({ name: 'Guide', instructions: 'You help travellers.', tools: [showOnMap] });
  const url = `${baseUrl.replace('http', 'ws')}/realtime?model=gpt-realtime-2.1`;
  const transport = new OpenAIRealtimeWebSocket({ url, useInsecureApiKey: true });
  const session = new RealtimeSession(agent, {
    transport,
    config: {
      outputModalities: ['audio'],
      audio: {
        input: {
          format: { type: 'audio/pcm', rate: 24000 },
          transcription: { model: 'gpt-realtime-whisper' },
          turnDetection: { type: 'server_vad', silenceDurationMs: 500, interruptResponse: true, createResponse: true },
        },
      },
    },
  });
  const errors = [];
  const events = [];
  let audio = 0;
  let interrupted = 0;
  session.on('error', (error) => errors.push(String(error.error?.message ?? JSON.stringify(error))));
  transport.on('*', (event) => events.push(event));
  session.on('audio', (event) => (audio += event.data.byteLength));
  session.on('audio_interrupted', () => (interrupted += 1));
  const of = (type) => events.filter((event) => event.type === type);
  const done = () => of('response.done');
  const speak = (pcm) => {
    for (let start = 0; start < pcm.length; start += 4800) {
      const part = pcm.subarray(start, start + 4800);
      session.sendAudio(part.buffer.slice(part.byteOffset, part.byteOffset + part.length));
    }
  };

  await session.connect({ apiKey, url });
  check('connect', await until(() => of('session.updated').length));
  speak(Buffer.concat([silence, question, silence]));
  check('tool call', (await until(() => shown.length)) && shown[0] === 'Kyoto', shown);
  const heard = of('conversation.item.input_audio_transcription.completed');
  check('speak', heard.length && heard[0].transcript.toLowerCase().includes('kyoto'), heard);
  check('tool answer', await until(() => audio > 48_000), audio);
  speak(Buffer.concat([question, silence]));
  check('barge-in', (await until(() => interrupted && of('conversation.item.truncated').length)), interrupted);
  await until(() => shown.length === 2 && done().length >= 4);

  const asked = async (response) => {
    const before = done().length;
    transport.sendEvent({ type: 'response.create', response });
    await until(() => done().length > before);
    return done().at(-1).response;
  };
  const said = 'Say exactly: "All is well."';
  const written = await asked({ output_modalities: ['text'], instructions: said });
  check('text only', written.output[0]?.content[0]?.text === 'All is well.', written);
  const aside = await asked({
    conversation: 'none', output_modalities: ['text'], input: [], metadata: { topic: 'aside' }, instructions: said,
  });
  check('out of band', aside.conversation_id === null && aside.metadata.topic === 'aside', aside);
  session.sendMessage('Where is Oslo?');
  check('typed', await until(() => shown.includes('Oslo')), shown);
  await until(() => done().length >= 8, 10);
  check('history', session.history.length >= 6, session.history);
  check('no error', errors.length === 0, errors);
  session.close();
}

const timer = setTimeout(() => finish(new Error('out of time')), 120_000);
function finish(error) {
  clearTimeout(timer);
  check('ended well', !error, error && (error.stack ?? String(error)));
  process.stdout.write(JSON.stringify(checks) + '\n', () => process.exit(0));
}
process.on('unhandledRejection', finish);
process.on('uncaughtException', finish);
trial().then(() => finish(), finish);
