using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace Skylite.Cli;

/// <summary>
/// Where a command prints: tables and sentences for people on standard output, or one JSON document; progress and errors always on standard error.
/// </summary>
internal sealed class Terminal
{
    private readonly IAnsiConsole _output;
    private readonly TextWriter _error = Console.Error;

    /// <summary>Makes a terminal over the process's own streams.</summary>
    /// <param name="json">Whether the result is printed as JSON instead of text.</param>
    /// <param name="verbose">Whether stack traces and details are wanted.</param>
    public Terminal(bool json, bool verbose)
    {
        (IsJson, IsVerbose) = (json, verbose);
        _output = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            _output.Profile.Width = 160;
        }
    }

    /// <summary>Whether the result is printed as JSON.</summary>
    public bool IsJson { get; }

    /// <summary>Whether stack traces and details are wanted.</summary>
    public bool IsVerbose { get; }

    /// <summary>Whether a person watches standard error, so that a line may be redrawn.</summary>
    public bool IsLive { get; } = !Console.IsErrorRedirected;

    private static int Width => Console.IsErrorRedirected || Console.WindowWidth <= 0 ? 160 : Console.WindowWidth;

    /// <summary>Prints a sentence of the result; nothing in JSON mode.</summary>
    public void Say(string text)
    {
        if (!IsJson)
        {
            Console.Out.WriteLine(text);
        }
    }

    /// <summary>Prints what is to be known of a result, a sentence in each line; nothing in JSON mode.</summary>
    /// <param name="kind">What the sentences are, such as <c>note</c>.</param>
    /// <param name="texts">The sentences.</param>
    public void SayAll(string kind, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Say($"{kind}: {text}");
        }
    }

    /// <summary>Prints a table of the result; nothing in JSON mode.</summary>
    public void Show(Table table)
    {
        if (!IsJson)
        {
            _output.Write(table.Border(TableBorder.Simple));
        }
    }

    /// <summary>Prints the result as JSON; nothing in text mode.</summary>
    public void Json<T>(T result, JsonTypeInfo<T> type)
    {
        if (IsJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(result, type));
        }
    }

    /// <summary>Prints a line about the work under way.</summary>
    public void Note(string text) => _error.WriteLine(text);

    /// <summary>Redraws the last line when a person watches.</summary>
    public void Live(string text)
    {
        if (IsLive)
        {
            var width = Math.Max(20, Width - 1);
            _error.Write('\r' + (text.Length > width ? text[..width] : text.PadRight(width)));
        }
    }

    /// <summary>Clears the line that <see cref="Live"/> drew.</summary>
    public void EndLive()
    {
        if (IsLive)
        {
            _error.Write('\r' + new string(' ', Math.Max(20, Width - 1)) + '\r');
        }
    }

    /// <summary>Prints an error.</summary>
    public void Error(string text)
    {
        EndLive();
        _error.WriteLine((IsLive ? "\e[31merror:\e[0m " : "error: ") + text);
    }
}
