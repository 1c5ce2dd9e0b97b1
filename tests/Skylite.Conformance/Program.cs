using System.Text.Json;
using Skylite.Conformance;
using Skylite.Native.Libraries;

const string Usage = """
    Runs the tests of the ONNX standard on Skylite's reader and interpreter.

      conformance [FOLDER] [--filter TEXT] [--quiet] [--json]

      FOLDER         folder that holds node, pytorch-operator, pytorch-converted and simple
                     (default: that of Debian's package libonnx-testdata)
      --filter TEXT  only tests whose name contains TEXT
      --quiet        no line for a test that passed
      --json         results as JSON
    """;

var (folder, filter, quiet, json) = (ConformanceTest.DefaultFolder, string.Empty, false, false);
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--help" or "-h":
            Console.WriteLine(Usage);
            return 0;
        case "--filter" when i + 1 < args.Length:
            filter = args[++i];
            break;
        case "--quiet":
            quiet = true;
            break;
        case "--json":
            json = true;
            break;
        case var other when !other.StartsWith('-'):
            folder = other;
            break;
        default:
            Console.Error.WriteLine($"conformance does not know '{args[i]}'.\n\n{Usage}");
            return 2;
    }
}

IReadOnlyList<TestResult> results;
try
{
    results = ConformanceRun.Run(folder, filter, Print);
}
catch (Exception missing) when (missing is DirectoryNotFoundException or NativeLibraryNotFoundException)
{
    Console.Error.WriteLine(missing.Message);
    return 2;
}

if (json)
{
    var lines = results.Select(r => new
    {
        suite = r.Test.Suite,
        name = r.Test.Name,
        category = r.Category ?? "in scope",
        outcome = r.Outcome.ToString().ToLowerInvariant(),
        reason = r.Reason,
    });
    Console.WriteLine(JsonSerializer.Serialize(new { percentPassed = ConformanceTable.PercentPassed(results), tests = lines }));
}
else
{
    Console.WriteLine();
    Console.WriteLine(ConformanceTable.Format(results));
}

return results.Any(r => r.Outcome == TestOutcome.Failed) ? 1 : 0;

void Print(TestResult result)
{
    if (!json && !(quiet && result.Outcome == TestOutcome.Passed))
    {
        Console.WriteLine(result);
    }
}
