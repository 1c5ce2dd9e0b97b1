using System.Globalization;
using Skylite.Workbench.Results;
using Spectre.Console;

namespace Skylite.Cli;

/// <summary>Shows what a pruning did: sizes, certificate, what stayed and why.</summary>
internal static class PruneConsole
{
    private const int LongestList = 12;

    /// <summary>Prints the result.</summary>
    public static void Show(Terminal terminal, PruneFigures figures)
    {
        ShowSizes(terminal, figures);
        ShowPinned(terminal, figures);
        if (figures.Certificate is { } certificate)
        {
            ShowCertificate(terminal, certificate);
        }

        ShowVerdict(terminal, figures);
    }

    private static void ShowSizes(Terminal terminal, PruneFigures figures)
    {
        var (before, after) = (figures.Before, figures.After);
        var table = new Table().AddColumns(string.Empty, "before", "after", "after ÷ before");
        table.AddRow("parameters", Count(before.Parameters), Count(after.Parameters), Share(after.Parameters, before.Parameters));
        table.AddRow("MACs", Count(before.Macs), Count(after.Macs), Share(after.Macs, before.Macs));
        table.AddRow("file", JobConsole.Bytes(before.Bytes), JobConsole.Bytes(after.Bytes), Share(after.Bytes, before.Bytes));
        if (double.IsFinite(before.Milliseconds))
        {
            table.AddRow(
                "ms, 1 thread",
                JobConsole.Number(before.Milliseconds, "0.00"),
                JobConsole.Number(after.Milliseconds, "0.00"),
                Share(after.Milliseconds, before.Milliseconds));
        }

        terminal.Show(table);
    }

    private static void ShowPinned(Terminal terminal, PruneFigures figures)
    {
        var removed = figures.Families.Sum(f => f.Before - f.After);
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{removed} of {figures.Families.Sum(f => f.Before)} channels in {figures.Families.Count} "
            + $"groups of layers were removed, in {figures.PruneSeconds:0.00} s."));
        foreach (var (input, bands) in figures.BandsLeft)
        {
            terminal.Say($"Of the bands of '{input}', counted from 0, these are left: {string.Join(", ", bands)}.");
        }

        if (figures.Pinned.Count == 0)
        {
            return;
        }

        terminal.Say($"{figures.Pinned.Sum(p => p.Count)} channels had to stay:");
        var reasons = figures.Pinned.GroupBy(p => p.Reason).OrderByDescending(g => g.Sum(p => p.Count)).ToArray();
        foreach (var reason in reasons.Take(LongestList))
        {
            var names = reason.Select(p => p.Name).Distinct().ToArray();
            terminal.Say($"  {reason.Sum(p => p.Count)} of {(names.Length == 1 ? names[0] : $"{names[0]} and {names.Length - 1} more")}: {reason.Key}");
        }

        if (reasons.Length > LongestList)
        {
            terminal.Say($"  … and {reasons.Length - LongestList} more reasons; 'skylite groups {figures.Model} --pinned' lists all.");
        }
    }

    private static void ShowCertificate(Terminal terminal, CertificateFigures certificate)
    {
        var half = certificate.RuntimeTolerance is { } limit
            ? string.Create(CultureInfo.InvariantCulture, $" ({limit:0e+0} from ONNX Runtime, which computes in 16 bits)")
            : string.Empty;
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Certificate, on {certificate.Inputs} inputs, differences relative to the outputs' scale, {certificate.Tolerance:0e+0} allowed{half}:"));
        var first = certificate.IsApproximate ? " (approximate: this is how far the function moved)" : string.Empty;
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"  silenced ↔ removed, interpreter      {certificate.SilencedAgainstRemoved:0.0e+0}{first}"));
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"  interpreter ↔ ONNX Runtime, removed  {certificate.InterpreterAgainstRuntime:0.0e+0}"));
        if (!certificate.OutputsVary)
        {
            terminal.Say("  note: the outputs are the same whatever the input, so that the certificate proves nothing. Is the last layer untrained?");
        }

        if (certificate.OriginalAgainstRuntime is { } original)
        {
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"  interpreter ↔ ONNX Runtime, before   {original:0.0e+0}"));
        }
    }

    private static void ShowVerdict(Terminal terminal, PruneFigures figures)
    {
        if (figures.IsSlower)
        {
            terminal.Say(string.Create(
                CultureInfo.InvariantCulture, $"SLOWER: the model is smaller, but takes {1 / figures.SpeedUp:0.00} times as long on this machine as before."));
            terminal.Say(figures.Alternative is { } other
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"  --ratio {other.Ratio:0.##} --align {other.Align} is {other.SpeedUp:0.00} times faster than the model before: "
                    + $"{other.Milliseconds:0.00} ms, {Count(other.Parameters)} parameters, {Count(other.Macs)} MACs.")
                : "  None of the alignments 8, 16, 32 and of the ratios near this one is faster either.");
        }

        terminal.Say($"the pruned model: {figures.Out}");
    }

    private static string Count(long value) => JobConsole.Count(value);

    private static string Share(double after, double before) => before > 0 ? JobConsole.Number(after / before, "0.000") : "–";
}
