import { datasetOf, press } from '../../../sandbox/teams/cards.js';

const choices = [
  { title: '1 h', value: 'PT1H' },
  { title: '2 h', value: 'PT2H' },
];
const card = {
  type: 'AdaptiveCard',
  body: [
    {
      type: 'Input.Text',
      id: 'justification',
      label: 'Reason',
      isRequired: true,
      errorMessage: 'Write a reason',
      maxLength: 20,
    },
    {
      type: 'ColumnSet',
      columns: [
        { type: 'Column', items: [{ type: 'Input.ChoiceSet', id: 'duration', value: 'PT1H', choices }] },
      ],
    },
    { type: 'Input.Text', id: 'ticketNumber', regex: '^INC-\\d+$', errorMessage: 'INC- and a number' },
    { type: 'Input.Toggle', id: 'notify', valueOff: 'no', valueOn: 'yes' },
    {
      type: 'Input.ChoiceSet',
      id: 'choice',
      'choices.data': { type: 'Data.Query', dataset: 'places' },
    },
    {
      type: 'Container',
      isVisible: false,
      items: [
        {
          type: 'ActionSet',
          actions: [execute('activate.choose.1', 'Choose'), execute('activate.choose.2', 'Choose')],
        },
      ],
    },
  ],
  actions: [
    execute('activate.submit', 'Activate'),
    { ...execute('activate.discard', 'Discard'), associatedInputs: 'none' },
    { type: 'Action.ToggleVisibility', id: 'role.tools', title: 'Not working yet?' },
  ],
};

function execute(id: string, title: string) {
  return { type: 'Action.Execute', id, verb: id.replace(/\.\d$/, ''), title, data: { id: 'draft-1', v: 1 } };
}

describe('pressing a button', () => {
  it.each(['activate.submit', 'Activate'])('finds it by id and by title: %s', (action) => {
    expect(press(card, action, { justification: 'INC-7' })).toEqual({
      id: 'activate.submit',
      verb: 'activate.submit',
      data: { id: 'draft-1', v: 1 },
      inputs: { justification: 'INC-7', duration: 'PT1H', notify: 'no' },
    });
  });

  it('takes the title of a choice for its value, and leaves empty fields out', () => {
    const given = { justification: 'x', duration: '2 h', ticketNumber: '' };
    expect(press(card, 'Activate', given).inputs).toEqual({
      justification: 'x',
      duration: 'PT2H',
      notify: 'no',
    });
  });

  it('sends no fields with a button that needs none', () => {
    expect(press(card, 'Discard', {}).inputs).toEqual({});
  });

  it.each<[string, string, Record<string, string>, string, RegExp]>([
    [
      'a required field is empty',
      'Activate',
      {},
      'InputMissing',
      /"justification" is required: Write a reason/,
    ],
    ['a text is too long', 'Activate', { justification: 'x'.repeat(21) }, 'InputTooLong', /at most 20/],
    [
      'a text does not match',
      'Activate',
      { justification: 'x', ticketNumber: '7' },
      'InputInvalid',
      /INC- and a number/,
    ],
    [
      'a choice is not offered',
      'Activate',
      { justification: 'x', duration: 'PT9H' },
      'ChoiceNotFound',
      /PT1H "1 h"/,
    ],
    [
      'a field is not there',
      'Activate',
      { justification: 'x', reason: 'y' },
      'InputNotFound',
      /justification, duration/,
    ],
    ['a title is on two buttons', 'Choose', {}, 'ActionAmbiguous', /activate.choose.1 .*activate.choose.2/],
    ['a button is not there', 'Approve', {}, 'ActionNotFound', /activate.submit "Activate"/],
    ['a button is for the client alone', 'role.tools', {}, 'NotForTheBot', /Action.ToggleVisibility/],
  ])('is refused when %s', (_case, action, inputs, code, words) => {
    expect(() => press(card, action, inputs)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(words) }),
    );
  });
});

it('finds the dataset of a field that the bot searches', () => {
  expect(datasetOf(card, 'choice')).toBe('places');
  expect(() => datasetOf(card, 'duration')).toThrow('is not searched');
});
