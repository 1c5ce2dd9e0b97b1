using Skylite.Tests.Graphs;
using Skylite.Workbench.Runs;

namespace Skylite.Tests.Workbench;

public class RunFolderTests
{
    [Fact]
    public void Choosing_a_folder_writes_nothing()
    {
        using var temporary = new TemporaryFolder();
        var folder = RunFolder.Choose(temporary.File("run"), overwrite: true, resume: false);
        Assert.False(Directory.Exists(folder.Path));
        folder.Make();
        Assert.True(Directory.Exists(folder.Path));
    }

    [Fact]
    public void A_finished_run_is_replaced_only_when_asked()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.File("result.json"), "{}");
        File.WriteAllText(temporary.File("model.onnx"), "old");

        var error = Assert.Throws<IOException>(() => RunFolder.Choose(temporary.Path, overwrite: false, resume: false));
        Assert.Contains("--overwrite", error.Message, StringComparison.Ordinal);
        Assert.Equal(["model.onnx", "result.json"], temporary.Names());

        RunFolder.Choose(temporary.Path, overwrite: true, resume: false).Make();
        Assert.Equal(["model.onnx"], temporary.Names());
    }

    [Fact]
    public void An_unfinished_run_goes_on_or_begins_anew_only_when_asked()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.File("split.json"), "{}");
        File.WriteAllText(temporary.File("last.onnx"), "kept");
        var error = Assert.Throws<IOException>(() => RunFolder.Choose(temporary.Path, overwrite: false, resume: false));
        Assert.Contains("--resume", error.Message, StringComparison.Ordinal);
        Assert.Contains("--overwrite", error.Message, StringComparison.Ordinal);

        RunFolder.Choose(temporary.Path, overwrite: false, resume: true).Make();
        RunFolder.Choose(temporary.Path, overwrite: true, resume: false).Make();
        Assert.Equal(["last.onnx", "split.json"], temporary.Names());
    }

    [Fact]
    public void What_a_replaced_run_left_goes_and_nothing_else()
    {
        using var temporary = new TemporaryFolder();
        string[] remains =
        [
            "report.html", "metrics.jsonl", "best.onnx", "last.onnx", "last.state.safetensors", "model.side-1.onnx", "events.out.tfevents.1795921425.training",
            "stages/1-prune.onnx", "stages/1-prune.json", "stages/2-fine-tune/best.onnx", "stages/2-fine-tune/metrics.jsonl", "maps/01-before.png",
        ];
        string[] others =
        [
            "model.onnx", "split.json", "notes.md", "mybest.onnx", "model.side-b.onnx", "best.onnx.data", "stages/notes.json", "stages/2-fine-tune/other.onnx",
            "stages/mine/best.onnx", "maps/mine.png",
        ];
        foreach (var file in remains.Concat(others))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(temporary.File(file))!);
            File.WriteAllText(temporary.File(file), file);
        }

        // The network that is trained on, by a link.
        File.CreateSymbolicLink(temporary.File("teacher.onnx"), "last.onnx");
        new RunFolder(temporary.Path).Clear([temporary.File("teacher.onnx"), temporary.File("stages/1-prune.onnx")]);

        var left = Directory.EnumerateFiles(temporary.Path, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(temporary.Path, f));
        Assert.Equal(others.Concat(["last.onnx", "stages/1-prune.onnx", "teacher.onnx"]).Order(StringComparer.Ordinal), left.Order(StringComparer.Ordinal));
        File.Delete(temporary.File("split.json"));
        new RunFolder(temporary.Path).Clear([]);
        Assert.True(File.Exists(temporary.File("last.onnx")));
    }

    [Fact]
    public void A_file_is_not_a_folder()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.File("run"), "a file");
        var error = Assert.Throws<IOException>(() => RunFolder.Choose(temporary.File("run"), overwrite: true, resume: false));
        Assert.Contains("--out takes a folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_result_is_not_a_finished_run()
    {
        using var temporary = new TemporaryFolder();
        var error = Assert.Throws<FileNotFoundException>(() => RunFolder.Open(temporary.Path));
        Assert.Contains("result.json", error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => RunFolder.Open(temporary.File("nowhere")));
    }
}
