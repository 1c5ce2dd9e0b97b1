namespace Skylite.Tests.EndToEnd;

[Collection(OneAtATime.Name)]
public class FullDiskTests(Playground playground) : IClassFixture<Playground>
{
    [FullDiskFact]
    public void A_disk_that_runs_full_is_named_and_keeps_no_half_written_file()
    {
        // The first checkpoint of this network takes about 3 MB without and 9 MB with the optimiser's state.
        using var disk = FullDisk.TryMount("5m")!;
        var outcome =
            SkyliteProgram.Run([.. playground.Train("scenes", "unused").Select(a => a == playground.In("unused") ? Path.Combine(disk.Path, "run") : a)]);

        outcome.Refused(1, "disk is full", disk.Path);
        var files = Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ToArray();
        Assert.DoesNotContain("result.json", files);
        Assert.DoesNotContain(files, f => f!.EndsWith(".part", StringComparison.Ordinal) || f.EndsWith(".partial", StringComparison.Ordinal));
    }

    [FullDiskFact]
    public void A_training_that_the_disk_had_no_room_for_goes_on_as_it_is_told()
    {
        // Room for what a run begins with (9 MB of state, 3 MB of network) and for the best network, not for the state after an epoch beside that before.
        using var disk = FullDisk.TryMount("16m")!;
        string[] train = [.. playground.Train("scenes", "unused", 2).Select(a => a == playground.In("unused") ? Path.Combine(disk.Path, "run") : a)];
        var outcome = SkyliteProgram.Run(train);

        outcome.Refused(1, "disk is full", disk.Path, "--resume");
        Assert.DoesNotContain("nothing half-written", outcome.Error, StringComparison.Ordinal);
        SkyliteProgram.Run(train).Refused(1, "--resume");

        disk.Grow("60m");
        SkyliteProgram.Run([.. train, "--resume"]).Succeeded();
        Assert.Equal(2, File.ReadAllLines(Path.Combine(disk.Path, "run", "metrics.jsonl")).Length);
    }

    [FullDiskFact]
    public void A_full_disk_is_named_whatever_the_library_that_writes_says()
    {
        using var disk = FullDisk.TryMount("200k")!;
        var drawn = Path.Combine(disk.Path, "drawn");
        SkyliteProgram.Run("synthesize", "--task", "segmentation", "--images", "30", "--out", drawn).Refused(1, drawn, "disk is full", "--overwrite");
        Assert.DoesNotContain(
            Directory.EnumerateFiles(drawn, "*", SearchOption.AllDirectories), f => f.EndsWith(".partial", StringComparison.Ordinal));

        var picture = Path.Combine(disk.Path, "picture.png");
        SkyliteProgram.Run("preview", playground.In("scenes"), "--out", picture).Refused(1, picture, "disk is full", "same command again");
        Assert.False(File.Exists(picture));

        SkyliteProgram.Run("synthesize", "--task", "segmentation", "--scene", "--out", Path.Combine(disk.Path, "scene")).Refused(1, "disk is full");
    }

    [FullDiskFact]
    public void A_report_that_does_not_fit_leaves_nothing()
    {
        SkyliteProgram.Run(playground.Train("scenes", "reported")).Succeeded();
        using var disk = FullDisk.TryMount("100k")!;
        SkyliteProgram.Run("report", playground.In("reported"), "--out", Path.Combine(disk.Path, "report.html")).Refused(1, "disk is full");
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Path));
    }
}
