/** Jest's globalTeardown: stops the Redis server that bring-up.cjs started and waits until it is gone. */
module.exports = async () => {
  const keeper = globalThis.__pimBotRedis;
  if (!keeper || keeper.exitCode !== null) return;
  await new Promise((done) => {
    keeper.once('exit', done);
    keeper.stdin.end();
  });
};
