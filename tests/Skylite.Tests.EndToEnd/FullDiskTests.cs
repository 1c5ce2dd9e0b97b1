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
    public void A_report_that_does_not_fit_leaves_nothing()
    {
        SkyliteProgram.Run(playground.Train("scenes", "reported")).Succeeded();
        using var disk = FullDisk.TryMount("100k")!;
        SkyliteProgram.Run("report", playground.In("reported"), "--out", Path.Combine(disk.Path, "report.html")).Refused(1, "disk is full");
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Path));
    }
}
