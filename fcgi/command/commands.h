/*
 * The subcommands of `accord`, one function each. argv[0] is the subcommand's
 * own name. Returns the exit status: 0 done, 1 failed (logged), 2 asked wrongly
 * (said on standard error).
 */
#ifndef FCGI_COMMAND_COMMANDS_H
#define FCGI_COMMAND_COMMANDS_H

int	cmd_serve(int argc, char **argv);
int	cmd_migrate(int argc, char **argv);
int	cmd_policy(int argc, char **argv);
int	cmd_routes(int argc, char **argv);
int	cmd_access(int argc, char **argv);
int	cmd_verify(int argc, char **argv);
int	cmd_verify_letter(int argc, char **argv);
int	cmd_user(int argc, char **argv);
int	cmd_code(int argc, char **argv);
int	cmd_demo(int argc, char **argv);
int	cmd_case(int argc, char **argv);

#endif
