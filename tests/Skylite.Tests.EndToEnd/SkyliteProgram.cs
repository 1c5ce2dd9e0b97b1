using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Skylite.Tests.EndToEnd;

/// <summary>The built program, started as its users start it.</summary>
internal static class SkyliteProgram
{
    /// <summary>The program of the same build configuration, beside the tests in <c>artifacts/bin</c>.</summary>
    public static string Path { get; } = Find();

    public static Outcome Run(params IEnumerable<string> arguments) => Run(null, null, arguments);

    /// <summary>Runs the program to its end.</summary>
    /// <param name="interruptAt">Sends Ctrl-C as soon as a line of standard error begins with this.</param>
    /// <param name="folder">Where the program is started.</param>
    /// <param name="arguments">The command line.</param>
    public static Outcome Run(string? interruptAt, string? folder, IEnumerable<string> arguments)
    {
        // A test run that was started in the background ignores Ctrl-C, and so would all that it starts.
        var (program, given) = interruptAt is null ? (Path, arguments) : ("env", ["--default-signal=INT", Path, .. arguments]);
        var start = new ProcessStartInfo(program, given)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? string.Empty,
        };
        var (output, error) = (new StringBuilder(), new StringBuilder());
        var interrupted = false;
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            Append(error, line.Data);
            if (interruptAt is not null && !interrupted && line.Data?.StartsWith(interruptAt, StringComparison.Ordinal) == true)
            {
                interrupted = true;
                Interrupt(process.Id);
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"'skylite {string.Join(' ', arguments)}' did not end within five minutes. It said: {error}");
        }

        process.WaitForExit();
        return new Outcome(process.ExitCode, output.ToString(), error.ToString());
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line}\n");
        }
    }

    private static string Find()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "artifacts", "bin", "Skylite.Cli", configuration, "skylite");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new FileNotFoundException($"The program was not built for '{configuration}': artifacts/bin/Skylite.Cli/{configuration}/skylite is missing.");
    }

    // The shell's own kill: the program of that name is not installed everywhere.
    private static void Interrupt(int process)
    {
        using var shell = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -INT {process}")]);
        shell.WaitForExit();
    }
}
