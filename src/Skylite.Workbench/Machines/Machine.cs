using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Skylite.Workbench.Machines;

/// <summary>The computer a figure was measured on: without it a figure means nothing.</summary>
/// <param name="Processor">Name of the processor as the system gives it.</param>
/// <param name="Cores">Logical cores that the process may use.</param>
/// <param name="MemoryBytes">Memory that the process may use.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="InstructionSets">Vector instruction sets that matter for networks.</param>
/// <param name="Runtime">.NET's version.</param>
public sealed record Machine(string Processor, int Cores, long MemoryBytes, string System, IReadOnlyList<string> InstructionSets, string Runtime)
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>Looks at the computer this process runs on.</summary>
    public static Machine Current()
    {
        var lines = File.Exists(ProcessorFile) ? File.ReadAllLines(ProcessorFile) : [];
        var flags = new HashSet<string>(Field(lines, "flags").Split(' '), StringComparer.Ordinal);
        (string Flag, string Name)[] known =
        [
            ("avx2", "AVX2"), ("fma", "FMA"), ("avx512f", "AVX-512F"), ("avx512bw", "AVX-512BW"), ("avx512vbmi", "AVX-512VBMI"),
            ("avx512_vnni", "AVX-512VNNI"), ("avx_vnni", "AVX-VNNI"), ("avx512_bf16", "AVX-512BF16"), ("amx_tile", "AMX"),
            ("asimd", "NEON"), ("asimddp", "DOTPROD"), ("i8mm", "I8MM"), ("bf16", "BF16"), ("sve", "SVE"),
        ];
        var sets = known.Where(set => flags.Contains(set.Flag)).Select(set => set.Name).ToList();
        if (sets.Count == 0 && Avx2.IsSupported)
        {
            sets.Add("AVX2");
        }

        return new Machine(
            Field(lines, "model name") is { Length: > 0 } name ? name : RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}",
            sets,
            Environment.Version.ToString());
    }

    /// <summary>One line for reports.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor}, {Cores} cores, {MemoryBytes / 1073741824.0:0.#} GiB, {string.Join(" ", InstructionSets)}, {System}, .NET {Runtime}");

    private static string Field(string[] lines, string name)
    {
        var line = Array.Find(lines, l => l.StartsWith(name, StringComparison.Ordinal))
            ?? Array.Find(lines, l => l.StartsWith("Features", StringComparison.Ordinal) && name == "flags");
        return line is null ? string.Empty : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
