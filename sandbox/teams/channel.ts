import { Router } from 'express';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { BOT_APP_ID } from '../seed.js';

export interface Channel {
  /** The OpenID document and its keys; to be mounted at /teams/channel. */
  routes: Router;
  /** The Authorization header of an activity; valid for five minutes of real time. */
  authorization(serviceUrl: string): Promise<string>;
}

const ISSUER = 'https://api.botframework.com';
const KEY_ID = 'sandbox-channel';

/**
 * The identity that Bot Framework signs activities with: the real issuer, under a key made at this start.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export async function createChannel(origin: string): Promise<Channel> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const key = {
    ...(await exportJWK(publicKey)),
    kid: KEY_ID,
    use: 'sig',
    alg: 'RS256',
    endorsements: ['msteams'],
  };
  const routes = Router();
  routes.get('/openid', (_request, response) => {
    response.json({
      issuer: ISSUER,
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: `${origin}/teams/channel/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    });
  });
  routes.get('/keys', (_request, response) => void response.json({ keys: [key] }));
  return {
    routes,
    authorization: async (serviceUrl) => {
      const token = new SignJWT({ serviceurl: serviceUrl })
        .setProtectedHeader({ alg: 'RS256', kid: KEY_ID, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(BOT_APP_ID)
        .setIssuedAt()
        .setNotBefore('0s')
        .setExpirationTime('5m');
      return `Bearer ${await token.sign(privateKey)}`;
    },
  };
}
