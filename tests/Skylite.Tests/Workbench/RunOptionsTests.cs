using Skylite.Native.OnnxRuntime;
using Skylite.Workbench.Runs;

namespace Skylite.Tests.Workbench;

public sealed class RunOptionsTests
{
    [Fact]
    public void Threads_of_a_run_are_those_of_the_runtime_and_do_not_spin()
    {
        var run = new RunOptions { Out = "run", Threads = 3 };

        Assert.Equal((3, false), (run.Session.IntraOpNumThreads, run.Session.AllowSpinning));
        Assert.Equal(3, run.Evaluation.Threads);
        Assert.Equal(new SessionOptions().IntraOpNumThreads, (run with { Threads = null }).Session.IntraOpNumThreads);
    }
}
