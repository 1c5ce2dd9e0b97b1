using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Skylite.Native.Libraries;

namespace Skylite.Native.Torch;

/// <summary>The libtorch of this process: loading, threads, randomness, switches, and what it says about itself.</summary>
public static unsafe partial class TorchRuntime
{
    private const string Advice =
        "Run './skylite doctor' to see what is missing. On Debian: 'apt-get install --no-install-recommends libtorch-dev libopenblas0-openmp g++ cmake', " +
        "or set SKYLITE_LIBTORCH to the folder of another libtorch (with include/ and lib/); './skylite' then builds libskylite_torch.so.";

    private static readonly Lock LoadLock = new();
    private static volatile LoadedLibrary? s_library;

    /// <summary>Where libskylite_torch.so, which brings libtorch with it, is looked for.</summary>
    public static NativeLibrarySearch Search { get; } =
        new("libtorch", "SKYLITE_TORCH_SHIM", ["libskylite_torch.so"], ["native"], Advice);

    /// <summary>The interface library, once <see cref="Load"/> has succeeded.</summary>
    public static LoadedLibrary Library => s_library ?? Load();

    /// <summary>The version that the interface was built with, for example <c>1.13.0</c>.</summary>
    public static string Version
    {
        get
        {
            Load();
            return Marshal.PtrToStringUTF8((nint)Shim.Version()) ?? "";
        }
    }

    /// <summary>libtorch's own description of its build: compiler, BLAS, instruction sets, oneDNN, OpenMP.</summary>
    public static string Configuration
    {
        get
        {
            Load();
            var text = stackalloc byte[4096];
            Shim.Check(Shim.Configuration(text, 4096), "Reading libtorch's configuration");
            return Marshal.PtrToStringUTF8((nint)text) ?? "";
        }
    }

    /// <summary>The file that libtorch's operators were loaded from; empty where the system does not tell.</summary>
    public static string LibraryPath
    {
        get
        {
            Load();
            const string Maps = "/proc/self/maps";
            var line = File.Exists(Maps) ? File.ReadLines(Maps).FirstOrDefault(l => l.Contains("/libtorch_cpu.so", StringComparison.Ordinal)) : null;
            return line is null ? "" : line[line.IndexOf('/', StringComparison.Ordinal)..];
        }
    }

    /// <summary>Threads that one operator may use, at least 1; the wish holds for every thread of the process that calls libtorch.</summary>
    public static int Threads
    {
        get
        {
            Load();
            int count;
            Shim.Check(Shim.ThreadsGet(&count), "Reading the number of threads");
            return count;
        }

        set
        {
            Load();
            Shim.Check(Shim.ThreadsSet(value), "Setting the number of threads");
        }
    }

    /// <summary>The state of the CPU's random generator; setting it repeats what followed when it was read.</summary>
    public static byte[] RandomState
    {
        get => GetRandomState(TorchDevice.Cpu);
        set => SetRandomState(TorchDevice.Cpu, value);
    }

    /// <summary>Tensors that managed code holds at the moment, in all threads: 0 when nothing leaks.</summary>
    public static long LiveTensors
    {
        get
        {
            Load();
            return Shim.LiveHandles();
        }
    }

    /// <summary>CUDA devices that libtorch can use; 0 for a CPU build.</summary>
    public static int CudaDevices
    {
        get
        {
            Load();
            int count;
            Shim.Check(Shim.CudaDevices(&count), "Counting CUDA devices");
            return count;
        }
    }

    /// <summary>Whether libtorch can use a CUDA device.</summary>
    public static bool HasCuda => CudaDevices > 0;

    /// <summary>Loads libtorch if that has not happened yet; every other member of this folder does so by itself.</summary>
    /// <returns>The interface library.</returns>
    /// <exception cref="NativeLibraryNotFoundException">libtorch or the interface is missing, or they do not fit together.</exception>
    public static LoadedLibrary Load()
    {
        if (s_library is { } loaded)
        {
            return loaded;
        }

        lock (LoadLock)
        {
            if (s_library is null)
            {
                // OpenBLAS 0.3.21 falls back to AVX2 kernels on CPUs newer than itself; it reads the variable when it is loaded.
                if (Avx512F.IsSupported && Avx512BW.IsSupported && Environment.GetEnvironmentVariable("OPENBLAS_CORETYPE") is null)
                {
                    _ = SetNativeVariable("OPENBLAS_CORETYPE", "SkylakeX", 1);
                }

                var library = Search.Load();
                var version = ((delegate* unmanaged<int>)library.Function("sky_interface_version"))();
                if (version != Shim.InterfaceVersion)
                {
                    throw new NativeLibraryNotFoundException(
                        "libtorch",
                        $"'{library.Path}' has interface version {version}, this program needs {Shim.InterfaceVersion}: "
                        + "it was built from other sources. Delete it and run './skylite' to build it again.");
                }

                // Debian's libtorch starts with one thread.
                var wish = int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), out var n) && n > 0 ? n : Environment.ProcessorCount;
                _ = ((delegate* unmanaged<int, int>)library.Function("sky_threads_set"))(wish);
                s_library = library;
            }

            return s_library;
        }
    }

    /// <summary>Seeds the random generators of all devices.</summary>
    /// <param name="seed">Any number.</param>
    public static void Seed(long seed)
    {
        Load();
        Shim.Check(Shim.Seed(unchecked((ulong)seed)), "Seeding");
    }

    /// <summary>Gives memory that was freed back to the system; worth it between the phases of a job.</summary>
    public static void Trim()
    {
        Load();
        _ = Shim.Trim();
    }

    /// <summary>Turns one of libtorch's switches.</summary>
    /// <param name="flag">Which one.</param>
    /// <param name="on">The new state.</param>
    public static void Set(TorchFlag flag, bool on)
    {
        Load();
        Shim.Check(Shim.FlagSet((int)flag, on ? 1 : 0), $"Setting {flag}");
    }

    /// <summary>The state of a device's random generator.</summary>
    /// <param name="device">Whose generator.</param>
    /// <returns>An opaque copy.</returns>
    public static byte[] GetRandomState(TorchDevice device)
    {
        Load();
        nint state;
        Shim.Check(Shim.RandomStateGet(device.Type, device.NativeIndex, &state), "Reading the random state");
        using var tensor = new TorchTensor(state);
        return tensor.ToArray<byte>();
    }

    /// <summary>Puts a device's random generator back into an earlier state.</summary>
    /// <param name="device">Whose generator.</param>
    /// <param name="state">What <see cref="GetRandomState"/> gave.</param>
    public static void SetRandomState(TorchDevice device, ReadOnlySpan<byte> state)
    {
        using var tensor = TorchTensor.From(state, state.Length);
        Shim.Check(Shim.RandomStateSet(device.Type, device.NativeIndex, tensor.Handle), "Setting the random state");
    }

    /// <summary>Until the end of the <c>using</c>, this thread records nothing for gradients.</summary>
    /// <returns>The region.</returns>
    public static GradModeScope NoGrad() => new(enabled: false);

    /// <summary>Until the end of the <c>using</c>, this thread records for gradients again.</summary>
    /// <returns>The region.</returns>
    public static GradModeScope EnableGrad() => new(enabled: true);

    /// <summary>
    /// Until the end of the <c>using</c>, operators of this thread that tolerate it compute in a shorter type. Only the forward
    /// pass belongs inside; worth it on CPUs with avx512_bf16, together with channels-last.
    /// </summary>
    /// <param name="type">The shorter type.</param>
    /// <param name="device">The kind of device it holds for; the CPU if not given.</param>
    /// <returns>The region.</returns>
    public static AutocastScope Autocast(ScalarType type = ScalarType.BFloat16, TorchDevice device = default) => new(device, type);

    // Environment.SetEnvironmentVariable changes only the runtime's own copy.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNativeVariable(string name, string value, int overwrite);
}
