using Skylite.Training.Schedules;

namespace Skylite.Tests.Training;

public sealed class RateScheduleTests
{
    // torch.optim.lr_scheduler.OneCycleLR(max_lr=1, total_steps=20), PyTorch 1.13.
    private static readonly double[] OneCycle =
    [
        0.04, 0.131671843, 0.371671843, 0.668328157, 0.908328157, 1.0, 0.987464006, 0.950484632, 0.890916178, 0.811745654,
        0.716943002, 0.611262022, 0.500002, 0.388741978, 0.283060998, 0.188258346, 0.109087822, 0.049519368, 0.012539994, 4e-06,
    ];

    [Fact]
    public void One_cycle_is_that_of_pytorch() =>
        Assert.All(OneCycle.Index(), e => Assert.Equal(e.Item, new OneCycleSchedule().Factor(new ScheduleMoment(e.Index, 20, 5)), 1e-8));

    [Fact]
    public void Step_drops_after_the_given_epochs()
    {
        var schedule = new StepSchedule { Epochs = 2, Gamma = 0.5 };

        Assert.Equal([1, 1, 0.5, 0.25], new[] { 0, 19, 20, 40 }.Select(s => schedule.Factor(new ScheduleMoment(s, 100, 10))));
    }

    [Fact]
    public void Exponential_drops_after_each_epoch_however_many_there_are()
    {
        double At(long step, long steps) => new ExponentialSchedule { Gamma = 0.5 }.Factor(new ScheduleMoment(step, steps, 10));

        Assert.Equal([1, 1, 0.5, 0.125], new[] { 0, 9, 10, 30 }.Select(s => At(s, 100)));
        Assert.Equal(At(30, 40), At(30, 4000));
    }

    [Fact]
    public void Cosine_goes_from_one_to_its_minimum()
    {
        var schedule = new CosineSchedule { Minimum = 0.1 };

        Assert.Equal(1, schedule.Factor(new ScheduleMoment(0, 100, 10)), 1e-12);
        Assert.Equal(0.55, schedule.Factor(new ScheduleMoment(50, 100, 10)), 1e-12);
        Assert.Equal(0.1, schedule.Factor(new ScheduleMoment(100, 100, 10)), 1e-12);
    }

    [Fact]
    public void Warm_up_rises_in_equal_steps_and_hands_over_at_the_full_rate()
    {
        var schedule = new WarmUpSchedule { Epochs = 0.3, Then = new CosineSchedule() };
        double At(long step) => schedule.Factor(new ScheduleMoment(step, 100, 10));

        Assert.Equal([0.25, 0.5, 0.75, 1], new[] { At(0), At(1), At(2), At(3) });
        Assert.Equal(0, At(100), 1e-12);
    }

    [Fact]
    public void Every_schedule_stays_between_zero_and_one_even_for_one_step() =>
        Assert.All(ScheduleCatalogue.All, schedule =>
        {
            foreach (var total in new[] { 1, 2, 3, 50 })
            {
                for (var step = 0; step < total; step++)
                {
                    Assert.InRange(schedule.Factor(new ScheduleMoment(step, total, 5)), 0, 1);
                }
            }
        });

    [Fact]
    public void Ids_are_kebab_case_and_unique()
    {
        Assert.All(ScheduleCatalogue.All, s => Assert.Matches("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", s.Id));
        Assert.Equal(ScheduleCatalogue.All.Count, ScheduleCatalogue.All.Select(s => s.Id).Distinct().Count());
    }
}
