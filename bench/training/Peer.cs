using System.Diagnostics;
using System.Globalization;

namespace Skylite.Bench.Training;

/// <summary>The same training in PyTorch, in a process of its own that runs only when asked.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;

    public Peer(string python, string script, Workload workload, int threads, string weights)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { script, workload.PeerName, Text(workload.Side), Text(workload.Batch), Text(threads), Text(Workload.Classes), weights })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException($"'{python}' did not start.");
        Version = ReadLine();
    }

    public string Version { get; }

    /// <summary>Sends a request and reads the number that comes back.</summary>
    public double Ask(string request)
    {
        _process.StandardInput.WriteLine(request);
        _process.StandardInput.Flush();
        return double.Parse(ReadLine(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string ReadLine() =>
        _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The PyTorch process ended early; its error stands above.");
}
