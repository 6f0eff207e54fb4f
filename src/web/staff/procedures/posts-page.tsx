// The posts people act in: which account holds which role in which unit, given by an administrator.
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Modal, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { type listPosts, setPosts } from '#contract/procedures.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Named } from '#domain/engine/procedure/definition.ts'
import { nameOf } from '#domain/engine/procedure/definition.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { UnitChoice } from '../shell/unit-choice.tsx'
import './procedures.css'
import { PROCEDURES_KEY, postsQuery, proceduresQuery } from './queries.ts'
import { PROCEDURE_WORDS as W } from './words.ts'

type Row = ReplyOf<typeof listPosts>['rows'][number]

/** The roles that the procedures in force ask for, each once. */
function useRoles(): Named[] {
  const asked = useQuery(proceduresQuery)
  const rows = asked.data !== undefined && 'rows' in asked.data ? asked.data.rows : []
  return [...new Map(rows.flatMap(({ body }) => body.roles.map((role) => [role.id, role]))).values()]
}

export function PostsPage() {
  const say = useSay()
  const asked = useQuery(postsQuery)
  const roles = useRoles()
  const [editing, setEditing] = useState<Row>()
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (asked.data === undefined) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  return (
    <article>
      <header className="page-head">
        <h1>{say(W.posts)}</h1>
        <p className="page-answer">{say(W.postsAnswer)}</p>
      </header>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.account)}</th>
            <th scope="col">{say(W.posts)}</th>
            <th scope="col">{say(W.acts)}</th>
          </tr>
        </thead>
        <tbody>
          {asked.data.rows.map((row) => (
            <tr key={row.account}>
              <th scope="row">
                {row.displayName} <span className="quiet">{row.account}</span>
              </th>
              <td data-label={say(W.posts)}>
                {row.posts.length === 0 ? <span className="quiet">{say(W.noPost)}</span> : null}
                {row.posts.map(({ unit, role }) => (
                  <div key={`${unit} ${role}`}>
                    {unit} · {say(nameOf(roles, role))}
                  </div>
                ))}
              </td>
              <td data-label={say(W.acts)}>
                <Button onClick={() => setEditing(row)} aria-label={`${say(W.edit)} ${row.account}`}>
                  {say(W.edit)}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {editing === undefined ? null : <PostsForm row={editing} roles={roles} onClose={() => setEditing(undefined)} />}
    </article>
  )
}

type FormProps = { row: Row; roles: readonly Named[]; onClose: () => void }

function PostsForm({ row, roles, onClose }: FormProps) {
  const say = useSay()
  const [form] = Form.useForm<Pick<Row, 'posts'>>()
  const { act, busy, problem } = useAct(PROCEDURES_KEY)
  const save = async ({ posts }: Pick<Row, 'posts'>): Promise<void> => {
    if (await act(() => call(setPosts, { params: { account: row.account }, body: { posts } }))) onClose()
  }
  const needed = [{ required: true, whitespace: true, message: say(W.needed) }]
  return (
    <Modal
      open
      title={say(W.editPosts, { name: row.account })}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ posts: row.posts }} onFinish={(boxes) => void save(boxes)}>
        <Form.List name="posts">
          {(rows, { add, remove }) => (
            <>
              {rows.map(({ key, name }) => (
                <div key={key} className="procedure-post-row">
                  <Form.Item name={[name, 'unit']} label={say(W.unit)} rules={needed}>
                    <UnitChoice />
                  </Form.Item>
                  <Form.Item name={[name, 'role']} label={say(W.role)} rules={needed}>
                    <Select options={roles.map((role) => ({ value: role.id, label: say(role.name) }))} />
                  </Form.Item>
                  <Button onClick={() => remove(name)}>{say(W.remove)}</Button>
                </div>
              ))}
              <Button onClick={() => add({})}>{say(W.addPost)}</Button>
            </>
          )}
        </Form.List>
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}
