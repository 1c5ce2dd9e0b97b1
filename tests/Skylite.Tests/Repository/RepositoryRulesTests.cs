using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Skylite.Native.Torch;

namespace Skylite.Tests.Repository;

/// <summary>The habits that a machine can hold: file sizes, names, project references, who may be unsafe, what words may appear.</summary>
public sealed partial class RepositoryRulesTests
{
    private const int SourceLines = 400;
    private const int TestLines = 500;
    private const int LineLength = 160;

    private static readonly Dictionary<string, string[]> References = new()
    {
        ["Skylite.Graph"] = [],
        ["Skylite.Native"] = [],
        ["Skylite.Zoo"] = ["Skylite.Graph"],
        ["Skylite.Imagery"] = ["Skylite.Native"],
        ["Skylite.Training"] = ["Skylite.Graph", "Skylite.Native", "Skylite.Imagery"],
        ["Skylite.Compression"] = ["Skylite.Graph", "Skylite.Training"],
        ["Skylite.Inference"] = ["Skylite.Graph", "Skylite.Native", "Skylite.Imagery"],
        ["Skylite.Workbench"] =
        [
            "Skylite.Graph", "Skylite.Native", "Skylite.Zoo", "Skylite.Imagery", "Skylite.Training", "Skylite.Compression", "Skylite.Inference",
        ],
        ["Skylite.Cli"] = ["Skylite.Workbench"],
    };

    [Theory]
    [InlineData("src", SourceLines)]
    [InlineData("tests", TestLines)]
    [InlineData("native", SourceLines)]
    public void No_file_is_longer_than_its_limit(string folder, int limit)
    {
        var tooLong = new[] { "*.cs", "*.cpp", "*.h" }
            .SelectMany(pattern => SourceTree.Files(folder, pattern))
            .Select(path => (Path: SourceTree.Relative(path), Lines: File.ReadLines(path).Count()))
            .Where(file => file.Lines > limit);

        Assert.Empty(tooLong);
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    public void No_line_is_longer_than_its_limit(string folder)
    {
        var tooLong =
            from path in SourceTree.Files(folder, "*.cs")
            from line in OutsideRawStrings(path)
            where line.Text.Length > LineLength
            select $"{SourceTree.Relative(path)}:{line.Number}";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Project_references_follow_the_map()
    {
        var actual = SourceTree.Files("src", "*.csproj").ToDictionary(
            path => Path.GetFileNameWithoutExtension(path),
            path => XDocument.Load(path).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
                .ToArray());

        Assert.Equal(References.Keys.Order(), actual.Keys.Order());
        foreach (var (project, references) in References)
        {
            Assert.Equal(references.Order(), actual[project].Order());
        }
    }

    [Fact]
    public void Only_the_native_room_is_unsafe()
    {
        var unsafeProjects = SourceTree.Files("src", "*.csproj")
            .Where(path => File.ReadAllText(path).Contains("AllowUnsafeBlocks", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.Equal(["Skylite.Native"], unsafeProjects);
    }

    [Fact]
    public void Every_typed_operator_has_a_caller()
    {
        var called = SourceTree.Files("src", "*.cs")
            .Where(path => !Path.GetFileName(path).StartsWith("Aten.", StringComparison.Ordinal))
            .SelectMany(path => TypedOperator().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();

        var idle = typeof(Aten).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name).Distinct().Except(called);

        Assert.Empty(idle);
    }

    [Fact]
    public void A_file_bears_the_name_of_a_type_it_declares()
    {
        var strangers = SourceTree.Files("src", "*.cs")
            .Where(path => Path.GetFileName(path) is not ("Program.cs" or "GlobalUsings.cs" or "AssemblyInfo.cs"))
            .Where(path =>
            {
                var name = Path.GetFileNameWithoutExtension(path).Split('.', '{')[0];
                return !Regex.IsMatch(File.ReadAllText(path), $@"\b(class|record|struct|interface|enum|delegate)\b[^\n]*\b{name}\b");
            })
            .Select(SourceTree.Relative);

        Assert.Empty(strangers);
    }

    [Fact]
    public void No_name_tells_nothing()
    {
        var vague = SourceTree.Files("src", "*.cs").Concat(SourceTree.Files("native", "*.cpp"))
            .Where(path => VagueName().IsMatch(Path.GetFileNameWithoutExtension(path)))
            .Select(SourceTree.Relative);

        Assert.Empty(vague);
    }

    [Fact]
    public void Tests_of_what_the_whole_process_shares_run_alone()
    {
        var beside = SourceTree.Files("tests", "*Tests.cs")
            .Where(path =>
                File.ReadAllText(path) is var text && SharedTorchState().IsMatch(text)
                    && !text.Contains("[Collection(TorchAlone.Name)]", StringComparison.Ordinal))
            .Select(SourceTree.Relative);

        Assert.Empty(beside);
    }

    [Fact]
    public void No_file_names_a_path_of_one_machine_or_a_package_host()
    {
        string[] forbidden = ["/work" + "/", "/ro" + "ot/", "registry.npm" + "js", "api.nu" + "get.org", "deb.deb" + "ian.org"];
        var extensions = new HashSet<string> { ".cs", ".md", ".json", ".cpp", ".h", ".txt", ".py", ".js", ".props", ".csproj", ".html", ".css", ".sh" };
        var offenders =
            from folder in new[] { "src", "tests", "native", "docs", "bench" }
            where Directory.Exists(Path.Combine(SourceTree.Root, folder))
            from path in SourceTree.Files(folder, "*")
            where extensions.Contains(Path.GetExtension(path))
            let text = File.ReadAllText(path)
            from word in forbidden
            where text.Contains(word, StringComparison.Ordinal)
            select $"{SourceTree.Relative(path)}: {word}";

        Assert.Empty(offenders);
    }

    // A raw string stays as it is, between its marks or on a line that begins with one: to break its lines would change it.
    private static IEnumerable<(int Number, string Text)> OutsideRawStrings(string path)
    {
        var isRaw = false;
        foreach (var (index, line) in File.ReadLines(path).Index())
        {
            var marks = RawStringMark().Count(line);
            if (isRaw ? marks > 0 : !line.AsSpan().TrimStart().StartsWith("\"\"\""))
            {
                yield return (index + 1, line);
            }

            isRaw ^= marks % 2 == 1;
        }
    }

    [GeneratedRegex("\"{3}")]
    private static partial Regex RawStringMark();

    // What a comment refers to is not called.
    [GeneratedRegex("""(?<!cref=")\bAten\.(\w+)""")]
    private static partial Regex TypedOperator();

    [GeneratedRegex("(Helper|Util|Utils|Manager|Common|Misc|Impl)s?$|Base$")]
    private static partial Regex VagueName();

    // Live tensors, threads and random numbers belong to the process: a test beside it changes them.
    [GeneratedRegex(@"\b(TorchRuntime\.(Seed|RandomState|Threads|Trim|LiveTensors)|TorchAlone\.LiveTensors)\b")]
    private static partial Regex SharedTorchState();
}
