using System.CommandLine;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Runs;

namespace Skylite.Cli;

/// <summary>Runs a command's work and turns whatever goes wrong into one paragraph and an exit code.</summary>
internal static class Invocation
{
    /// <summary>Print the result as JSON.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print the result as one JSON document on standard output.", Recursive = true };

    /// <summary>Show stack traces.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Show the stack trace when something fails.", Recursive = true };

    /// <summary>Gives a command its work.</summary>
    public static Command Runs(this Command command, Func<ParseResult, Terminal, CancellationToken, int> work)
    {
        command.SetAction((parse, cancellation) => Task.Run(
            () => UsageError.AmongWords(parse)
                ?? Run(new Terminal(parse.GetValue(Json), parse.GetValue(Verbose)), terminal => work(parse, terminal, cancellation)),
            CancellationToken.None));
        return command;
    }

    private static int Run(Terminal terminal, Func<Terminal, int> work)
    {
        try
        {
            return work(terminal);
        }
        catch (OperationCanceledException e)
        {
            terminal.Error(e is InterruptedRunException ? e.Message : "interrupted.");
            return ExitCode.Interrupted;
        }
        catch (CertificateException e)
        {
            terminal.Error(e.Message);
            return Trace(terminal, e, ExitCode.Refuted);
        }
        catch (Exception e) when (e is NullReferenceException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException)
        {
            terminal.Error($"Skylite itself is at fault ({e.GetType().Name}: {e.Message}). Run again with --verbose and report what it prints.");
            return Trace(terminal, e, ExitCode.Defect);
        }
        catch (Exception e)
        {
            terminal.Error(Paragraph(Explain(e)));
            return Trace(terminal, e, ExitCode.Failure);
        }
    }

    private static string Explain(Exception e) => e switch
    {
        AggregateException { InnerExceptions.Count: 1 } a => Explain(a.InnerExceptions[0]),
        IOException when DiskSpace.IsLackedBy(e) =>
            $"{e.Message} The disk is full: free some space and run the same command again; nothing half-written was left.",
        UnauthorizedAccessException => $"{e.Message} Change the permissions, or choose another folder.",
        ArgumentException { ParamName: { } name } => e.Message.Replace($" (Parameter '{name}')", string.Empty, StringComparison.Ordinal),
        _ => e.Message,
    };

    // Engines break their messages into lines; an error is one paragraph.
    private static string Paragraph(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static int Trace(Terminal terminal, Exception e, int code)
    {
        if (terminal.IsVerbose)
        {
            terminal.Note(e.ToString());
        }

        return code;
    }
}
