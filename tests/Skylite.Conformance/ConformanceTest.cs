namespace Skylite.Conformance;

/// <summary>One test of the standard: a folder with <c>model.onnx</c> and <c>test_data_set_*</c>.</summary>
/// <param name="Suite">Name of the collection, such as <c>node</c>.</param>
/// <param name="Name">Name of the test, such as <c>test_relu</c>.</param>
/// <param name="Folder">Where it lies.</param>
public sealed record ConformanceTest(string Suite, string Name, string Folder)
{
    /// <summary>Where Debian's package <c>libonnx-testdata</c> puts the tests.</summary>
    public const string DefaultFolder = "/usr/share/libonnx-testdata/data";

    /// <summary>The collections, in the order in which they run.</summary>
    public static IReadOnlyList<string> Suites { get; } = ["node", "pytorch-operator", "pytorch-converted", "simple"];

    /// <summary>The model's file.</summary>
    public string Model => Path.Combine(Folder, "model.onnx");

    /// <summary>The tests under a folder, sorted by name within their collections.</summary>
    /// <param name="folder">A folder that holds the collections.</param>
    /// <param name="filter">Only tests whose name contains this.</param>
    /// <exception cref="DirectoryNotFoundException">The folder holds none of the collections.</exception>
    public static IReadOnlyList<ConformanceTest> Find(string folder, string filter = "")
    {
        var suites = Suites.Where(s => Directory.Exists(Path.Combine(folder, s))).ToArray();
        if (suites.Length == 0)
        {
            throw new DirectoryNotFoundException(
                $"'{folder}' holds none of the folders {string.Join(", ", Suites)}. "
                + "Install Debian's package libonnx-testdata, or name a folder that has them.");
        }

        return
        [
            .. from suite in suites
            from test in Directory.EnumerateDirectories(Path.Combine(folder, suite)).Order(StringComparer.Ordinal)
            where File.Exists(Path.Combine(test, "model.onnx")) && $"{suite}/{Path.GetFileName(test)}".Contains(filter, StringComparison.OrdinalIgnoreCase)
            select new ConformanceTest(suite, Path.GetFileName(test), test),
        ];
    }

    /// <summary>The data sets, each a folder of inputs and expected outputs.</summary>
    public IEnumerable<string> DataSets() => Directory.EnumerateDirectories(Folder, "test_data_set_*").Order(StringComparer.Ordinal);

    /// <summary>Collection and name.</summary>
    public override string ToString() => $"{Suite}/{Name}";
}
